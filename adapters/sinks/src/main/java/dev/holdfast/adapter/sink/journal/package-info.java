/**
 * Messages that are stored before their gateway is told that they were received, and stay there
 * until every sink has them. Start at {@link dev.holdfast.adapter.sink.journal.JournaledSink}.
 */
@NullMarked
package dev.holdfast.adapter.sink.journal;

import org.jspecify.annotations.NullMarked;
