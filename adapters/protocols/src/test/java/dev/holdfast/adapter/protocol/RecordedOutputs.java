package dev.holdfast.adapter.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.AnswerTo;
import dev.holdfast.application.port.out.GatewayCall;
import dev.holdfast.application.port.out.Notification;
import dev.holdfast.application.port.out.ProtocolOutputs;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a session protocol asked for, one readable line each. */
final class RecordedOutputs implements ProtocolOutputs {

  private final List<String> lines = new ArrayList<>();
  private final List<GatewayCall> calls = new ArrayList<>();

  @Override
  public void writeText(String text) {
    lines.add("write " + text);
  }

  @Override
  public void loginAccepted() {
    lines.add("login accepted");
  }

  @Override
  public void loginResumed() {
    lines.add("login resumed");
  }

  @Override
  public void heartbeatWanted(Duration interval) {
    lines.add("heartbeat wanted every " + interval.toMillis() + " ms");
  }

  @Override
  public void heartbeatAnswered() {
    lines.add("heartbeat answered");
  }

  @Override
  public void loginRejected(String why) {
    lines.add("login rejected " + why);
  }

  @Override
  public void loginDeferred(Duration after, String why) {
    lines.add("login deferred " + after.toSeconds() + " s, " + why);
  }

  @Override
  public void notify(Notification notification) {
    String about =
        Stream.of(notification.topic(), notification.subject(), notification.id())
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
    lines.add(
        (notification.failure() ? "notify failure " : "notify ")
            + (about.isEmpty() ? "" : "[" + about + "] ")
            + brief(notification.text())
            + (notification.acknowledgement().isEmpty()
                ? ""
                : ", acknowledged by " + notification.acknowledgement()));
  }

  @Override
  public void notify(ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    lines.add("notify 0x" + HexFormat.of().formatHex(bytes));
  }

  @Override
  public void answered(AnswerTo to, String body) {
    lines.add("answered " + whose(to) + " " + brief(body));
  }

  @Override
  public void progressed(String key) {
    lines.add("progressed " + key);
  }

  @Override
  public void refused(AnswerTo to, String code, String text) {
    lines.add("refused " + whose(to) + " [" + code + "] " + text);
  }

  @Override
  public void called(GatewayCall call) {
    lines.add("called " + call.key() + " " + call.action() + " " + call.body());
    calls.add(call);
  }

  @Override
  public void malformed(String why) {
    lines.add("malformed " + why);
  }

  @Override
  public void violated(String why) {
    lines.add("violated " + why);
  }

  /** The last call of the gateway's. */
  GatewayCall lastCall() {
    return calls.get(calls.size() - 1);
  }

  private static String whose(AnswerTo to) {
    if (to instanceof AnswerTo.Key key) {
      return key.key();
    }
    if (to instanceof AnswerTo.Oldest oldest) {
      return oldest.name().isEmpty() ? "oldest" : "oldest named " + oldest.name();
    }
    return "anybody";
  }

  /** A text as it is noted: whole, or its length if it is long. */
  static String brief(String text) {
    return text.length() <= 400 ? text : text.length() + " characters";
  }

  /** Everything that was asked for since the last time. */
  String text() {
    return String.join("\n", lines);
  }

  /** How much was asked for since the last time. */
  int count() {
    return lines.size();
  }

  /** Asserts that one thing was asked for since the last time, whatever it was. */
  void assertOne() {
    assertThat(lines).hasSize(1);
    lines.clear();
  }

  /** Asserts that exactly this was asked for since the last time, in this order. */
  void assertExactly(String... expected) {
    assertThat(lines).containsExactly(expected);
    lines.clear();
  }
}
