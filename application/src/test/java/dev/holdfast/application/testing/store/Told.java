package dev.holdfast.application.testing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.MessageStore;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What became of a message that was to be stored. Any thread. */
public final class Told implements MessageStore.Added {

  private record Answer(long number, String why) {}

  private final AtomicReference<Optional<Answer>> answer = new AtomicReference<>(Optional.empty());

  @Override
  public void stored(long number) {
    tell(new Answer(number, ""));
  }

  @Override
  public void failed(String why) {
    tell(new Answer(0, why));
  }

  private void tell(Answer what) {
    assertThat(answer.getAndSet(Optional.of(what))).as("an answer before").isEmpty();
  }

  /** Whether there was an answer. */
  public boolean isAnswered() {
    return answer.get().isPresent();
  }

  /** The number that it got; fails if it was not stored. */
  public long number() {
    Answer given = answer.get().orElseThrow();
    assertThat(given.why()).as("failure").isEmpty();
    return given.number();
  }

  /** Why it was not stored; empty if it was. */
  public String failure() {
    return answer.get().orElseThrow().why();
  }
}
