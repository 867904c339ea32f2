package dev.holdfast.adapter.sink.queue;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A target that answers what the test put down for it, and takes everything after that. */
final class ScriptedTarget implements Target {

  /** One answer to a batch. */
  interface Answer {
    Outcome to(Batch batch) throws IOException, InterruptedException;
  }

  final List<Batch> batches = new ArrayList<>();
  final List<Long> upkeeps = new ArrayList<>();
  long upkeepDue = NEVER;
  int opens;
  int failingOpens;
  private final Deque<Answer> answers = new ArrayDeque<>();

  ScriptedTarget answer(Answer answer) {
    answers.add(answer);
    return this;
  }

  /** The texts of every batch that came, in order, those that came again included. */
  List<List<String>> texts() {
    return batches.stream()
        .map(batch -> batch.messages().stream().map(Received::text).toList())
        .toList();
  }

  @Override
  public void open() throws IOException {
    opens++;
    if (opens <= failingOpens) {
      throw new IOException("closed on Sundays");
    }
  }

  @Override
  public Outcome write(Batch batch) throws IOException, InterruptedException {
    batches.add(batch);
    Answer answer = answers.poll();
    return answer == null ? Outcome.done(batch.size()) : answer.to(batch);
  }

  @Override
  public long upkeep(long nowNanos) {
    upkeeps.add(nowNanos);
    return upkeepDue;
  }
}
