package dev.holdfast.application.testing.store;

import dev.holdfast.application.port.out.CommandRecords;
import dev.holdfast.application.port.out.RecordedOutcome;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Records that a test can hold up, break and crash; they answer on the loop. */
public final class FakeRecords implements CommandRecords {

  private record Entry(String name, boolean maySend, Optional<RecordedOutcome> outcome) {}

  private final Executor loop;
  private final Map<String, Entry> entries;
  private final Queue<Runnable> asked = new ArrayDeque<>();
  private boolean held;
  private String failure = "";

  /** Empty ones. */
  public FakeRecords(Executor loop) {
    this(loop, new LinkedHashMap<>());
  }

  private FakeRecords(Executor loop, Map<String, Entry> entries) {
    this.loop = loop;
    this.entries = entries;
  }

  /** What is found after a crash: everything that was done. */
  public FakeRecords afterCrash(Executor nextLoop) {
    return new FakeRecords(nextLoop, new LinkedHashMap<>(entries));
  }

  /** Does nothing of what is asked from now on. */
  public void hold() {
    held = true;
  }

  /** Does everything that was asked. */
  public void release() {
    held = false;
    for (Runnable next = asked.poll(); next != null; next = asked.poll()) {
      next.run();
    }
  }

  /** Fails from now on; goes well again if the reason is empty. */
  public void failWith(String why) {
    failure = why;
  }

  private void ask(Runnable task) {
    if (held) {
      asked.add(task);
    } else {
      task.run();
    }
  }

  private boolean fails(Kept answer) {
    String why = failure;
    if (!why.isEmpty()) {
      loop.execute(() -> answer.failed(why));
    }
    return !why.isEmpty();
  }

  @Override
  public void begin(String id, String name, boolean maySend, Begun answer) {
    ask(
        () -> {
          if (fails(answer)) {
            return;
          }
          Entry before = entries.get(id);
          if (before == null) {
            entries.put(id, new Entry(name, maySend, Optional.empty()));
            loop.execute(answer::kept);
          } else if (before.outcome().isPresent()) {
            loop.execute(() -> answer.endedBefore(before.name(), before.outcome().get()));
          } else {
            loop.execute(() -> answer.interrupted(before.name(), before.maySend()));
          }
        });
  }

  @Override
  public void maySend(String id, Kept answer) {
    ask(
        () -> {
          if (!fails(answer)) {
            entries.computeIfPresent(
                id, (key, before) -> new Entry(before.name(), true, before.outcome()));
            loop.execute(answer::kept);
          }
        });
  }

  @Override
  public void ended(String id, RecordedOutcome outcome) {
    ask(
        () ->
            entries.computeIfPresent(
                id,
                (key, before) -> new Entry(before.name(), before.maySend(), Optional.of(outcome))));
  }
}
