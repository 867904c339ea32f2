/** The life of the process: start, signals, graceful stop within its time, exit code. */
@NullMarked
package dev.holdfast.bootstrap.lifecycle;

import org.jspecify.annotations.NullMarked;
