/** The process: {@code Main} runs the command line and ends with its exit code. */
@NullMarked
package dev.holdfast.bootstrap;

import org.jspecify.annotations.NullMarked;
