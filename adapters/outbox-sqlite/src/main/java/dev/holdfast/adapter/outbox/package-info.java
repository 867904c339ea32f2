/**
 * Messages for gateways in a SQLite file: what was accepted is there after a crash or a loss of
 * power. Start at {@link OutboxFile}.
 */
@NullMarked
package dev.holdfast.adapter.outbox;

import org.jspecify.annotations.NullMarked;
