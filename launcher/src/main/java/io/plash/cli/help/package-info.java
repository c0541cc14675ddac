/** What plash says about its own commands: one text for the terminal, the manual pages and docs/commands. */
@NullMarked
package io.plash.cli.help;

import org.jspecify.annotations.NullMarked;
