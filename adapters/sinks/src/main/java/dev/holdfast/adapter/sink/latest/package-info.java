/** Remembers what gateways said last, for people who look. */
@NullMarked
package dev.holdfast.adapter.sink.latest;

import org.jspecify.annotations.NullMarked;
