package dev.holdfast.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.in.CommandOutcome.Answered;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.Transition;
import dev.holdfast.domain.time.ManualClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which sensors there are is asked after every login, and told when it has changed. */
class SensorDiscoveryTest {

  private static final String ONE = "{\"17\":{\"Serial\":17,\"Name\":\"pump-1\"}}";

  private final StringWriter told = new StringWriter();
  private final List<Command> asked = new ArrayList<>();
  private final SensorDiscovery discovery =
      new SensorDiscovery(
          Duration.ofSeconds(2), new DemoStory(new PrintWriter(told, true), new ManualClock()));
  private CommandOutcome outcome = new Answered(ONE);
  private final ConnectionObserver observer =
      discovery.on(
          () ->
              command -> {
                asked.add(command);
                return CompletableFuture.completedFuture(outcome);
              });

  @Test
  void asksAfterEveryLoginAndTellsWhatIsNew() {
    becomes(ConnectionState.CONNECTED);
    assertThat(asked).isEmpty();
    becomes(ConnectionState.AUTHENTICATED);
    becomes(ConnectionState.AUTHENTICATED);
    outcome = new Answered("{}");
    becomes(ConnectionState.AUTHENTICATED);

    assertThat(asked)
        .containsOnly(new Command("GET_DYN_CONNECTED", "", Duration.ofSeconds(2), false))
        .hasSize(3);
    assertThat(discovery.logins()).isEqualTo(3);
    assertThat(told.toString().lines())
        .containsExactly(
            "    0.0 s     link  sensors: 17 (pump-1)", "    0.0 s     link  sensors: none");
  }

  @Test
  void anAnswerThatDidNotComeIsNotTold() {
    outcome = new CommandOutcome.Unknown("the link was lost before an answer came");
    becomes(ConnectionState.AUTHENTICATED);
    assertThat(told.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'5':{'Serial':5},'6':{'Name':'fan','X':[1]}} | sensors: 5, 6 (fan)",
        "{'5':7}                                       | sensors: 5",
        "[]                                            | sensors: none",
        "{                                             | sensors: not understood",
      })
  void readsWhatThereIs(String body, String words) {
    assertThat(SensorDiscovery.words(body.replace('\'', '"'))).isEqualTo(words);
  }

  private void becomes(ConnectionState state) {
    observer.onTransition(
        "gateway",
        new Transition(
            state == ConnectionState.CONNECTED
                ? ConnectionState.CONNECTING
                : ConnectionState.CONNECTED,
            state,
            Cause.of(CauseKind.LOGIN_ACCEPTED),
            1,
            Next.OPEN_ENDED));
  }
}
