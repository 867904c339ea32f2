/** The command line: one class per command, each mapping its outcome to an exit code. */
@NullMarked
package dev.holdfast.bootstrap.cli;

import org.jspecify.annotations.NullMarked;
