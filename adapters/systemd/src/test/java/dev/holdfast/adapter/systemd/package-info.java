/** Notices, on real sockets. */
@NullMarked
package dev.holdfast.adapter.systemd;

import org.jspecify.annotations.NullMarked;
