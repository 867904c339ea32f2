/** How described protocols are played, part by part. */
@NullMarked
package dev.holdfast.adapter.protocol.described;

import org.jspecify.annotations.NullMarked;
