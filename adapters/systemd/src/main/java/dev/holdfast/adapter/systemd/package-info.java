/**
 * The notify protocol of systemd: {@code sd_notify(3)}. {@link
 * dev.holdfast.adapter.systemd.NotifySocket} is where to begin.
 */
@NullMarked
package dev.holdfast.adapter.systemd;

import org.jspecify.annotations.NullMarked;
