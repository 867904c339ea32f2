package dev.holdfast.adapter.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.ProtocolOutputs;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What a session protocol asked for, one readable line each. */
final class RecordedOutputs implements ProtocolOutputs {

  private final List<String> lines = new ArrayList<>();

  @Override
  public void writeText(String text) {
    lines.add("write " + text);
  }

  @Override
  public void loginAccepted() {
    lines.add("login accepted");
  }

  @Override
  public void loginRejected(String why) {
    lines.add("login rejected " + why);
  }

  @Override
  public void notify(String text) {
    lines.add("notify " + brief(text));
  }

  @Override
  public void notify(ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    lines.add("notify 0x" + HexFormat.of().formatHex(bytes));
  }

  @Override
  public void malformed(String why) {
    lines.add("malformed " + why);
  }

  @Override
  public void violated(String why) {
    lines.add("violated " + why);
  }

  /** A text as it is noted: whole, or its length if it is long. */
  static String brief(String text) {
    return text.length() <= 100 ? text : text.length() + " characters";
  }

  /** How much was asked for since the last time. */
  int count() {
    return lines.size();
  }

  /** Asserts that exactly this was asked for since the last time, in this order. */
  void assertExactly(String... expected) {
    assertThat(lines).containsExactly(expected);
    lines.clear();
  }
}
