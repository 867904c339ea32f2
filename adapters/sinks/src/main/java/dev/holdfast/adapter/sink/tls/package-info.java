/** Whom sinks trust over TLS. */
@NullMarked
package dev.holdfast.adapter.sink.tls;

import org.jspecify.annotations.NullMarked;
