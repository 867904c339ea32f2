/** What is remembered of what gateways said last. */
@NullMarked
package dev.holdfast.adapter.sink.latest;

import org.jspecify.annotations.NullMarked;
