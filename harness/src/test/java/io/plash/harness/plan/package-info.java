/** Tests of launch plans that are kept and carried out again without Java. */
@NullMarked
package io.plash.harness.plan;

import org.jspecify.annotations.NullMarked;
