package dev.holdfast.application.service;

import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.out.AnswerTo;
import dev.holdfast.application.port.out.Expected;
import dev.holdfast.application.port.out.Request;
import dev.holdfast.domain.command.CommandEnd;
import dev.holdfast.domain.command.CommandLedger;
import dev.holdfast.domain.command.CommandLimits;
import dev.holdfast.domain.command.CommandWish;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Everything that was asked of the gateway and has not ended: the ledger decides, this writes and
 * tells. Loop thread only.
 */
final class Requests implements Timed {

  /** Room besides what users may ask for: subscriptions and acquisitions. */
  private static final int OWN = 10_000;

  private record Pending(Request request, Runnable whenSent, Consumer<CommandOutcome> whenEnded) {}

  private final CommandLedger ledger;
  private final Map<Long, Pending> pending = new LinkedHashMap<>();
  private final Runnable onOrderLost;

  /**
   * Nothing is asked yet.
   *
   * @param maxInFlight what the gateway takes at once
   * @param maxPending what users may ask for at once
   * @param now the present reading of the monotonic clock
   * @param onOrderLost ends the link: nobody knows any more which answer is whose
   */
  Requests(int maxInFlight, int maxPending, long now, Runnable onOrderLost) {
    this.ledger = new CommandLedger(new CommandLimits(maxInFlight, maxPending + OWN), now);
    this.onOrderLost = onOrderLost;
  }

  /**
   * Asks for something.
   *
   * @param request what
   * @param wish what the ledger is to know
   * @param now the present reading of the monotonic clock
   * @param whenEnded told exactly once; must not ask for anything in turn
   */
  void submit(Request request, CommandWish wish, long now, Consumer<CommandOutcome> whenEnded) {
    submit(request, wish, now, Requests::nobodyWaits, whenEnded);
  }

  /**
   * Asks for something.
   *
   * @param request what
   * @param wish what the ledger is to know
   * @param now the present reading of the monotonic clock
   * @param whenSent told each time that it is given to a link
   * @param whenEnded told exactly once; must not ask for anything in turn
   */
  void submit(
      Request request,
      CommandWish wish,
      long now,
      Runnable whenSent,
      Consumer<CommandOutcome> whenEnded) {
    long id = ledger.accept(wish, now);
    if (id == CommandLedger.NONE) {
      whenEnded.accept(new CommandOutcome.NotSent("too many requests are pending"));
    } else {
      pending.put(id, new Pending(request, whenSent, whenEnded));
    }
  }

  /** Whether something that is asked for now goes out at once, if the link takes it. */
  boolean isFree() {
    return ledger.isFree();
  }

  /** Writes what may go out, as long as the link takes it. */
  void pump(AttemptLink link) {
    while (link.isWritable()) {
      long id = ledger.next();
      if (id == CommandLedger.NONE) {
        return;
      }
      Pending asked = Objects.requireNonNull(pending.get(id));
      Expected expected = written(id, asked.request(), link);
      if (!(expected instanceof Expected.Impossible)) {
        asked.whenSent().run();
      }
      if (expected instanceof Expected.WithKey with) {
        if (!ledger.sentWithKey(id, with.key())) {
          end(id, new CommandOutcome.Unknown("its key is that of another one in flight"));
        }
      } else if (expected instanceof Expected.InOrder) {
        ledger.sentInOrder(id);
      } else {
        ledger.withdrawn(id);
        end(
            id,
            expected instanceof Expected.Impossible impossible
                ? impossible(asked.request(), impossible)
                : new CommandOutcome.Answered(""));
      }
    }
  }

  /** A message that the protocol has no words for has none on the next link either. */
  private static CommandOutcome impossible(Request request, Expected.Impossible impossible) {
    return request instanceof Request.Deliver
        ? new CommandOutcome.Refused("", impossible.why())
        : new CommandOutcome.NotSent(impossible.why());
  }

  private Expected written(long id, Request request, AttemptLink link) {
    try {
      return link.request(request);
    } catch (RuntimeException | Error e) {
      // A fault of the session, which may have written it before.
      ledger.withdrawn(id);
      end(id, new CommandOutcome.Unknown("an internal error while it was sent"));
      throw e;
    }
  }

  /**
   * An answer has come.
   *
   * @param to whose it is, as far as it says
   * @param outcome what it says
   * @return false if nobody waits for it
   */
  boolean answered(AnswerTo to, CommandOutcome outcome) {
    long id;
    if (to instanceof AnswerTo.Key key) {
      id = ledger.answered(key.key());
    } else if (to instanceof AnswerTo.Oldest oldest) {
      id = ledger.answeredInOrder(oldest.name());
    } else {
      id = ledger.answeredOnly();
    }
    if (id == CommandLedger.NONE) {
      return false;
    }
    end(id, outcome);
    return true;
  }

  /** Whether an answer with this key is waited for. */
  boolean waitsFor(String key) {
    return ledger.waitsFor(key);
  }

  void linkLost() {
    ledger.linkLost(this::ended);
  }

  void stopped() {
    ledger.stopped(this::ended);
  }

  @Override
  public long nanosUntilDue(long now) {
    return ledger.hasDeadline() ? ledger.nextDeadlineNanos() - now : NEVER;
  }

  @Override
  public void timePassed(long now) {
    if (ledger.deadlineReached(now, this::ended)) {
      onOrderLost.run();
    }
  }

  private void ended(long id, CommandEnd end) {
    end(
        id,
        end.sent()
            ? new CommandOutcome.Unknown(end.words())
            : new CommandOutcome.NotSent(end.words()));
  }

  private void end(long id, CommandOutcome outcome) {
    Objects.requireNonNull(pending.remove(id)).whenEnded().accept(outcome);
  }

  private static void nobodyWaits() {}
}
