/**
 * Messages to a web server, batch by batch: signed, recognisable when they come twice, tried again
 * until they are taken. Start at {@link WebhookTarget}.
 */
@NullMarked
package dev.holdfast.adapter.sink.http;

import org.jspecify.annotations.NullMarked;
