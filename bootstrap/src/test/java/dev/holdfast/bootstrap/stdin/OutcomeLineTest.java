package dev.holdfast.bootstrap.stdin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.in.CommandOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What became of a command, as a line. */
class OutcomeLineTest {

  private static final CommandLine READ = new CommandLine("read", "", false, "", "");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "21.5              | 21.5",
        "{\"a\": [1, 2]}   | {\"a\": [1, 2]}",
        "\"text\"          | \"text\"",
        "no JSON           | \"no JSON\"",
        "1 2               | \"1 2\"",
        "{\"a\":           | \"{\\\"a\\\":\"",
        "[[                | \"[[\""
      })
  void anAnswerIsJsonIfItIs(String body, String shown) {
    assertThat(OutcomeLine.of(READ, new CommandOutcome.Answered(body)))
        .isEqualTo("{\"command\":\"read\",\"outcome\":\"answered\",\"answer\":" + shown + "}");
  }

  @Test
  void anIdStandsBehindTheCommand() {
    assertThat(
            OutcomeLine.of(
                new CommandLine("read", "", false, "c \"7\"", ""),
                new CommandOutcome.Answered("1")))
        .isEqualTo(
            "{\"command\":\"read\",\"id\":\"c \\\"7\\\"\",\"outcome\":\"answered\",\"answer\":1}");
  }

  @Test
  void everyOutcomeHasItsFields() {
    assertThat(
            OutcomeLine.of(
                new CommandLine("a\"b", "", false, "", ""), new CommandOutcome.Answered("")))
        .isEqualTo("{\"command\":\"a\\\"b\",\"outcome\":\"answered\"}");
    assertThat(OutcomeLine.of(READ, new CommandOutcome.Refused("E1", "no\nway")))
        .isEqualTo(
            "{\"command\":\"read\",\"outcome\":\"refused\",\"code\":\"E1\",\"text\":\"no\\nway\"}");
    assertThat(OutcomeLine.of(READ, new CommandOutcome.Refused("", "no")))
        .isEqualTo("{\"command\":\"read\",\"outcome\":\"refused\",\"text\":\"no\"}");
    assertThat(OutcomeLine.of(READ, new CommandOutcome.NotSent("late")))
        .isEqualTo("{\"command\":\"read\",\"outcome\":\"not-sent\",\"why\":\"late\"}");
    assertThat(OutcomeLine.of(READ, new CommandOutcome.Unknown("lost")))
        .isEqualTo("{\"command\":\"read\",\"outcome\":\"unknown\",\"why\":\"lost\"}");
  }
}
