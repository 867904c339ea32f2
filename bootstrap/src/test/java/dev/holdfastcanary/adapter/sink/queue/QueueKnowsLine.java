package dev.holdfastcanary.adapter.sink.queue;

import dev.holdfastcanary.adapter.sink.line.LineKnowsQueue;

/** Wrong: what every sink shares needs one of them. */
public final class QueueKnowsLine {

  LineKnowsQueue other() {
    return new LineKnowsQueue();
  }
}
