package dev.holdfastcanary.adapter.sink.line;

import org.eclipse.paho.mqttv5.common.MqttMessage;

/** Wrong: MQTT where lines are written. */
final class PublishesByItself {

  MqttMessage message() {
    return new MqttMessage();
  }
}
