package dev.holdfast.application.testing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.port.out.StoredMessage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What was read from a store. Any thread. */
public final class Page implements MessageStore.Loaded {

  private record Answer(List<StoredMessage> messages, boolean all, String why) {}

  private final AtomicReference<Optional<Answer>> answer = new AtomicReference<>(Optional.empty());

  @Override
  public void loaded(List<StoredMessage> messages, boolean all) {
    tell(new Answer(List.copyOf(messages), all, ""));
  }

  @Override
  public void failed(String why) {
    tell(new Answer(List.of(), false, why));
  }

  private void tell(Answer what) {
    assertThat(answer.getAndSet(Optional.of(what))).as("an answer before").isEmpty();
  }

  private Answer given() {
    Answer given = answer.get().orElseThrow();
    assertThat(given.why()).as("failure").isEmpty();
    return given;
  }

  /** What was read; fails if the store could not be. */
  public List<StoredMessage> messages() {
    return given().messages();
  }

  /** Whether there is nothing beyond it. */
  public boolean isAll() {
    return given().all();
  }

  /** The highest number read. */
  public long last() {
    return messages().get(messages().size() - 1).number();
  }

  /** The texts read. */
  public List<String> texts() {
    return messages().stream().map(StorePromises::text).toList();
  }

  /** Why nothing could be read; empty if it could. */
  public String failure() {
    return answer.get().orElseThrow().why();
  }
}
