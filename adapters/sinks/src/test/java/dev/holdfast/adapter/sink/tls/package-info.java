/** Certificates for servers of tests. */
@NullMarked
package dev.holdfast.adapter.sink.tls;

import org.jspecify.annotations.NullMarked;
