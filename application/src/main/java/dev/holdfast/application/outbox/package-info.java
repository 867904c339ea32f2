/**
 * Accepted messages on their way to the gateway: classes, bounds, order, pace, and what becomes of
 * them when a link ends. The root is {@code Outbox}; the loop of the connection drives it.
 */
@NullMarked
package dev.holdfast.application.outbox;

import org.jspecify.annotations.NullMarked;
