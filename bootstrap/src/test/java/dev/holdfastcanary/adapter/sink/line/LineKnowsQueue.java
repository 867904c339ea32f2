package dev.holdfastcanary.adapter.sink.line;

import dev.holdfastcanary.adapter.sink.queue.QueueKnowsLine;

/** Half of a circle. */
public final class LineKnowsQueue {

  QueueKnowsLine other() {
    return new QueueKnowsLine();
  }
}
