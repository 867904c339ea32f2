/**
 * The transport port on Tyrus's protocol engine and Netty's event loops. The root types are {@code
 * TyrusTransport} and {@code NettyEventLoops}; everything else is hidden behind them.
 */
@NullMarked
package dev.holdfast.adapter.transport;

import org.jspecify.annotations.NullMarked;
