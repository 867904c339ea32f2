package dev.holdfast.adapter.sink.mqtt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;

/** What the broker said to the messages of one batch, in their order. One thread. */
final class Acknowledgements {

  /** Reasons that concern the message or our rights: another try would end the same way. */
  private static final Set<Integer> FOR_GOOD = Set.of(0x87, 0x90, 0x95, 0x99, 0x9A, 0x9B);

  private static final int FAILURE = 0x80;

  private final Deque<IMqttToken> missing = new ArrayDeque<>();
  private final long timeoutMillis;
  private int finished;
  private int refused;
  private String why = "";

  Acknowledgements(long timeoutMillis) {
    this.timeoutMillis = timeoutMillis;
  }

  /** How many messages, from the first, are over. */
  int finished() {
    return finished;
  }

  /** How many of these were refused for good. */
  int refused() {
    return refused;
  }

  /** Why the last of them was refused. */
  String why() {
    return why;
  }

  /** A message was sent. */
  void expect(IMqttToken token) {
    missing.add(token);
  }

  /** A message cannot be sent at all, now or ever. */
  void refusedHere(String reason) throws MqttException, InterruptedException {
    awaitAll();
    refuse(reason);
  }

  boolean areMissing() {
    return !missing.isEmpty();
  }

  void awaitAll() throws MqttException, InterruptedException {
    while (areMissing()) {
      awaitOldest();
    }
  }

  /**
   * Waits for the word on the message that was sent first.
   *
   * @throws MqttException if there is none, or if it is to be sent again
   */
  void awaitOldest() throws MqttException, InterruptedException {
    IMqttToken token = missing.remove();
    try {
      token.waitForCompletion(timeoutMillis);
    } catch (MqttException e) {
      if (e.getCause() instanceof InterruptedException) {
        throw new InterruptedException();
      }
      if (!isForGood(e.getReasonCode())) {
        throw e;
      }
      refuse(MqttWords.of(e));
      return;
    }
    int reason = reason(token);
    if (reason < FAILURE) {
      finished++;
    } else if (isForGood(reason)) {
      refuse(MqttWords.of(reason));
    } else {
      throw new MqttException(reason);
    }
  }

  static boolean isForGood(int reason) {
    return FOR_GOOD.contains(reason)
        || reason == MqttClientException.REASON_CODE_OUTGOING_PACKET_TOO_LARGE;
  }

  private void refuse(String reason) {
    finished++;
    refused++;
    why = reason;
  }

  private static int reason(IMqttToken token) {
    int[] reasons = token.getReasonCodes();
    return reasons == null || reasons.length == 0 ? 0 : reasons[0];
  }
}
