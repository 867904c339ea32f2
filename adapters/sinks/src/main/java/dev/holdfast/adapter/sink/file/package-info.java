/**
 * Messages in a file, one JSON object a line: rotated, compressed, bounded, and in order after a
 * crash. Start at {@link FileTarget}.
 */
@NullMarked
package dev.holdfast.adapter.sink.file;

import org.jspecify.annotations.NullMarked;
