/** Tests of the journal between gateways and sinks. */
@NullMarked
package dev.holdfast.adapter.sink.journal;

import org.jspecify.annotations.NullMarked;
