package dev.holdfast.adapter.outbox;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells answers; one that throws must not cost the others theirs. */
final class Answers {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.outbox");

  private Answers() {}

  static void stored(Request.Add add, long number) {
    tell(() -> add.answer().stored(number));
  }

  static void loaded(Request.Load load, Database.Page page) {
    tell(() -> load.answer().loaded(page.messages(), page.all()));
  }

  static void done(Change change) {
    tell(change::done);
  }

  /** Says no, to whom waits for an answer. */
  static void refuse(Request request, String why) {
    if (request instanceof Request.Add add) {
      tell(() -> add.answer().failed(why));
    } else if (request instanceof Request.Load load) {
      tell(() -> load.answer().failed(why));
    } else if (request instanceof Request.Survey survey) {
      survey.answer().completeExceptionally(new OutboxException(why));
    } else if (request instanceof Change change && change.waits()) {
      tell(() -> change.failed(why));
    } else if (request instanceof Query query) {
      tell(() -> query.failed(why));
    }
  }

  /** Tells; what goes wrong there is logged. */
  static void tell(Runnable answer) {
    try {
      answer.run();
    } catch (RuntimeException e) {
      LOG.error("Internal error: an answer of the outbox was not taken", e);
    }
  }
}
