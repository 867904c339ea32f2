package dev.holdfast.adapter.sink.mqtt;

import java.util.Optional;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Reason codes (MQTT 5 section 2.4) and failures of the client library, in words. */
final class MqttWords {

  private MqttWords() {}

  static String of(int reason) {
    String words =
        switch (reason) {
          case 0x80 -> "unspecified error";
          case 0x84 -> "the broker does not speak MQTT 5";
          case 0x85 -> "client identifier not valid";
          case 0x86 -> "bad user name or password";
          case 0x87 -> "not authorized";
          case 0x88 -> "server unavailable";
          case 0x89 -> "server busy";
          case 0x8A -> "banned";
          case 0x8E -> "session taken over";
          case 0x90 -> "topic name invalid";
          case 0x95 -> "packet too large";
          case 0x97 -> "quota exceeded";
          case 0x99 -> "payload format invalid";
          case 0x9A -> "retain not supported";
          case 0x9B -> "QoS not supported";
          default -> "refused";
        };
    return words + " (reason 0x" + Integer.toHexString(reason) + ")";
  }

  static String of(MqttException failure) {
    int reason = failure.getReasonCode();
    if (reason >= 0x80 && reason <= 0xFF) {
      return of(reason);
    }
    Throwable cause = Optional.ofNullable(failure.getCause()).orElse(failure);
    String message = Optional.ofNullable(cause.getMessage()).orElse("no reason given");
    return cause == failure ? message : cause.getClass().getSimpleName() + " " + message;
  }
}
