package dev.holdfast.adapter.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.protocol.description.DescriptionException;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.ProtocolSession;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a gateway says: nothing is thrown, little is asked for, and the same again is the same.
 */
final class DescribedFuzzTest {

  private static final int MESSAGES = 3_000;

  private static final Credentials ALL =
      new Credentials(Optional.of("a@b.test"), Optional.of("pw-secret"), Optional.of("tk-secret"));

  private static final List<String> NAMES =
      List.of(
          "type",
          "Type",
          "id",
          "Data",
          "Success",
          "Error",
          "Attempt",
          "Serial",
          "X",
          "event",
          "result",
          "success",
          "error",
          "code",
          "requestId",
          "state",
          "statusCode",
          "updates",
          "login",
          "token",
          "0",
          "ID",
          "status",
          "interval",
          "message");

  private static final List<String> VALUES =
      List.of(
          "\"RTN_LOGIN\"",
          "\"RTN_ERR\"",
          "\"RTN_DYN\"",
          "\"NOT_DYN_READING\"",
          "\"auth_required\"",
          "\"auth_ok\"",
          "\"auth_invalid\"",
          "\"result\"",
          "\"event\"",
          "\"pong\"",
          "\"COMPLETED\"",
          "\"PENDING\"",
          "true",
          "false",
          "null",
          "2",
          "3",
          "4",
          "-1",
          "1e999",
          "\"1\"",
          "\"-1\"",
          "\"1,2,x\"",
          "\"1,2.5\"",
          "\"\\ud800\"",
          "\"Accepted\"",
          "\"Pending\"",
          "[]",
          "{}",
          "\"\"",
          "\"pw-secret\"");

  private static final String GARBAGE = "{}[]\",:0123456789eE+-.truefalsn\\u \u0000\u001e\n<>'é";

  @ParameterizedTest
  @ValueSource(strings = {"ctc", "home-assistant", "ocpp-j-1.6", "ocpp-j-2.0.1", "signalk", "json"})
  void nothingIsThrown(String name) {
    assertThat(life(name, 11)).isEqualTo(life(name, 11));
  }

  private static String life(String name, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder told = new StringBuilder();
    ProtocolSession session = Protocols.byName(name).orElseThrow().newSession(ALL);
    for (int i = 0; i < MESSAGES; i++) {
      RecordedOutputs out = new RecordedOutputs();
      if (random.nextInt(100) == 0) {
        session = Protocols.byName(name).orElseThrow().newSession(ALL);
        session.opened("", out);
      }
      String message = message(random);
      int before = out.count();
      session.textReceived(message, out);
      // At most a complaint and what it is about, for each message in the frame.
      assertThat(out.count() - before).as(message).isLessThanOrEqualTo(2 + 2 * message.length());
      told.append(out.text()).append('\n');
    }
    return told.toString();
  }

  /** Descriptions that somebody's keyboard fell upon: in order, or told what is wrong. */
  @ParameterizedTest
  @ValueSource(strings = {"ctc", "home-assistant", "ocpp-j-1.6", "signalk"})
  void noDescriptionMakesItsReaderThrow(String name) {
    SplittableRandom random = new SplittableRandom(7);
    String whole = Protocols.description(name).orElseThrow();
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder(whole);
      for (int j = random.nextInt(1, 6); j > 0; j--) {
        int start = random.nextInt(text.length());
        int end = Math.min(text.length(), start + random.nextInt(12));
        int from = random.nextInt(GARBAGE.length());
        text.replace(
            start,
            end,
            GARBAGE.substring(from, Math.min(GARBAGE.length(), from + random.nextInt(4))));
      }
      try {
        Protocols.described("my.yaml", text.toString())
            .newSession(ALL)
            .opened("", new RecordedOutputs());
      } catch (DescriptionException e) {
        assertThat(e.problems()).isNotEmpty().allMatch(problem -> problem.file().equals("my.yaml"));
      }
    }
  }

  private static String message(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    switch (random.nextInt(4)) {
      case 0 -> {
        int length = random.nextInt(40);
        for (int i = 0; i < length; i++) {
          text.append(GARBAGE.charAt(random.nextInt(GARBAGE.length())));
        }
      }
      case 1 -> {
        value(text, random, 4);
        text.setLength(random.nextInt(text.length() + 1));
      }
      default -> value(text, random, 4);
    }
    return text.toString();
  }

  private static void value(StringBuilder text, SplittableRandom random, int depth) {
    int kind = depth == 0 ? 2 : random.nextInt(4);
    int size = random.nextInt(5);
    if (kind == 0) {
      text.append('[');
      for (int i = 0; i < size; i++) {
        text.append(i == 0 ? "" : ",");
        value(text, random, depth - 1);
      }
      text.append(']');
    } else if (kind == 1 || depth == 4) {
      text.append('{');
      for (int i = 0; i < size; i++) {
        text.append(i == 0 ? "\"" : ",\"")
            .append(NAMES.get(random.nextInt(NAMES.size())))
            .append("\":");
        value(text, random, depth - 1);
      }
      text.append('}');
    } else {
      text.append(VALUES.get(random.nextInt(VALUES.size())));
    }
  }
}
