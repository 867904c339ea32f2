package dev.holdfast.adapter.simulation.world;

import dev.holdfast.application.port.in.Acquisition;
import dev.holdfast.application.port.in.AcquisitionOutcome;
import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.in.CommandOutcome;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiConsumer;

/** Something that a user asked of the gateway, and what was seen to become of it. */
final class Question {

  private final String payload;
  private final long timeoutNanos;
  private final Set<Trait> traits;
  private final BiConsumer<Promise, String> broke;
  private boolean given;
  private long deadlineNanos;
  private long givenNanos;
  private int left;
  private int seen;
  private String outcome = "";
  private boolean answered;
  private boolean notSent;

  /** What makes a difference. */
  private enum Trait {
    /** It may be seen twice. */
    REPEATABLE,
    /** The gateway does not answer it. */
    UNANSWERED,
    /** It is a reading. */
    READING,
    /** It takes data about anybody. */
    ABOUT_ANYBODY
  }

  private Question(
      String payload, Duration timeout, Set<Trait> traits, BiConsumer<Promise, String> broke) {
    this.payload = payload;
    this.timeoutNanos = timeout.toNanos();
    this.traits = traits;
    this.broke = broke;
  }

  static Question of(Command command, BiConsumer<Promise, String> broke) {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    if (command.idempotent()) {
      traits.add(Trait.REPEATABLE);
    }
    if (command.name().startsWith(WorldProtocol.TELL)) {
      traits.add(Trait.UNANSWERED);
    }
    return new Question(command.payload(), command.timeout(), traits, broke);
  }

  static Question of(Acquisition acquisition, BiConsumer<Promise, String> broke) {
    Set<Trait> traits = EnumSet.of(Trait.READING);
    if (acquisition.subject().isEmpty()) {
      traits.add(Trait.ABOUT_ANYBODY);
    }
    return new Question(acquisition.payload(), acquisition.timeout(), traits, broke);
  }

  String payload() {
    return payload;
  }

  boolean isEnded() {
    return !outcome.isEmpty();
  }

  boolean isAnswered() {
    return answered;
  }

  /** The application has got it on its loop, at this time of the loop's and of the world's. */
  void given(long loopNanos, long worldNanos) {
    given = true;
    deadlineNanos = loopNanos + timeoutNanos;
    givenNanos = worldNanos;
  }

  /** It was written to a link. */
  void left() {
    left++;
  }

  /** The gateway has got it. */
  void seen() {
    seen++;
    if (notSent) {
      broke.accept(Promise.HONEST_OUTCOMES, payload + " was called not sent, and arrived");
    }
    if (seen > 1 && !is(Trait.REPEATABLE)) {
      broke.accept(Promise.NEVER_TWICE, payload + " arrived " + seen + " times");
    }
  }

  void ended(CommandOutcome how) {
    end(how);
    judge(how);
  }

  void ended(AcquisitionOutcome how) {
    end(how);
    if (how instanceof AcquisitionOutcome.Acquired acquired) {
      boolean own = acquired.text().startsWith(Stamp.withId(Stamp.dataFor(payload), ""));
      if (left == 0 || !(own || is(Trait.ABOUT_ANYBODY))) {
        broke.accept(Promise.OWN_ANSWERS, payload + " was not asked for this: " + acquired.text());
      }
    } else if (how instanceof AcquisitionOutcome.NotStarted notStarted) {
      judge(notStarted.command());
    } else if (left == 0) {
      broke.accept(Promise.HONEST_OUTCOMES, payload + " never left, and ended as " + how);
    }
  }

  private void end(Object how) {
    if (isEnded()) {
      broke.accept(ends(), payload + " ended twice: " + outcome + ", " + how);
    }
    outcome = how.toString();
  }

  private void judge(CommandOutcome how) {
    if (how instanceof CommandOutcome.Answered done) {
      answered = true;
      if (!done.body().equals(is(Trait.UNANSWERED) ? "" : Stamp.answerTo(payload))) {
        broke.accept(Promise.OWN_ANSWERS, payload + " got " + done.body());
      } else if (left == 0 || (seen == 0 && !is(Trait.UNANSWERED))) {
        broke.accept(Promise.HONEST_OUTCOMES, payload + " was answered and never seen");
      }
    } else if (how instanceof CommandOutcome.Refused refused) {
      if (!refused.text().equals(Stamp.refusalOf(payload))) {
        broke.accept(Promise.OWN_ANSWERS, payload + " got " + refused.text());
      }
    } else if (how instanceof CommandOutcome.NotSent) {
      notSent = true;
      if (left > 0) {
        broke.accept(Promise.HONEST_OUTCOMES, payload + " left, and ended as " + how);
      }
    } else if (left == 0) {
      broke.accept(Promise.HONEST_OUTCOMES, payload + " never left, and ended as " + how);
    }
  }

  /**
   * Says so if it should have ended.
   *
   * @param loopNanos the time of its loop
   * @param excusedNanos until when the loop could not do anything
   * @param slackNanos how late things may be on account of the weather
   */
  void mustNotBeLate(long loopNanos, long excusedNanos, long slackNanos) {
    if (given && loopNanos - deadlineNanos > slackNanos && loopNanos - excusedNanos > slackNanos) {
      broke.accept(
          ends(),
          payload + " goes on " + (loopNanos - deadlineNanos) / 1_000_000 + " ms after its time");
    }
  }

  /** Says so if it still goes on, though it was given before a stop of some time ago. */
  void mustNotOutlive(long stoppedNanos, long worldNanos, long slackNanos) {
    if (given && worldNanos - Math.max(stoppedNanos, givenNanos) > slackNanos) {
      broke.accept(Promise.NOTHING_PENDING_AFTER_STOP, payload + " goes on after the stop");
    }
  }

  private Promise ends() {
    return is(Trait.READING) ? Promise.ACQUISITIONS_END : Promise.COMMANDS_END;
  }

  private boolean is(Trait trait) {
    return traits.contains(trait);
  }
}
