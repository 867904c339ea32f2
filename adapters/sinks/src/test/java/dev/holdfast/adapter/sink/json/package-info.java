/** The one JSON form of a message. */
@NullMarked
package dev.holdfast.adapter.sink.json;

import org.jspecify.annotations.NullMarked;
