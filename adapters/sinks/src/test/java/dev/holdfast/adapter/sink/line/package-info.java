/** The sink as its callers and the reader of its stream see it. */
@NullMarked
package dev.holdfast.adapter.sink.line;

import org.jspecify.annotations.NullMarked;
