/**
 * Messages to an MQTT 5 broker, each acknowledged before it counts as written. Start at {@link
 * MqttTarget}.
 */
@NullMarked
package dev.holdfast.adapter.sink.mqtt;

import org.jspecify.annotations.NullMarked;
