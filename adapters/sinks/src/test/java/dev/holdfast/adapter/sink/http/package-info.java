/** Webhooks against a server that fails in every way. */
@NullMarked
package dev.holdfast.adapter.sink.http;

import org.jspecify.annotations.NullMarked;
