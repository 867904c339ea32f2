/**
 * What every sink shares: a bounded queue with a thread of its own, batches, retries, back-pressure
 * or counted loss, and an end within a time limit. A technology brings a {@link Target}; start at
 * {@link QueuedSink}.
 */
@NullMarked
package dev.holdfast.adapter.sink.queue;

import org.jspecify.annotations.NullMarked;
