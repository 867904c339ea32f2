/**
 * The control API: what may be asked of a running process, as HTTP and JSON on Netty. The root type
 * is {@code AdminServer}; what it serves comes in as {@code AdminServices}.
 */
@NullMarked
package dev.holdfast.adapter.adminhttp;

import org.jspecify.annotations.NullMarked;
