/** One line for each message, on a stream: standard output. */
@NullMarked
package dev.holdfast.adapter.sink.line;

import org.jspecify.annotations.NullMarked;
