/** The one JSON form of a message, shared by files, webhooks and MQTT. */
@NullMarked
package dev.holdfast.adapter.sink.json;

import org.jspecify.annotations.NullMarked;
