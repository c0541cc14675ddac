/** Commands that hand containers to other engines. */
@NullMarked
package io.plash.cli.oci;

import org.jspecify.annotations.NullMarked;
