/** The installation: its own check, its class archive, and what others add to it. */
@NullMarked
package io.plash.harness.install;

import org.jspecify.annotations.NullMarked;
