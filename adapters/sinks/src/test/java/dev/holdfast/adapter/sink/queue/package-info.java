/** What every sink shares: driven step by step in virtual time, and with real threads. */
@NullMarked
package dev.holdfast.adapter.sink.queue;

import org.jspecify.annotations.NullMarked;
