package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.network.Frame;
import dev.holdfast.adapter.simulation.network.GatewayEnd;
import dev.holdfast.adapter.simulation.time.VirtualTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers for a gateway what it is asked: as it should, late, never, twice, with an error, or on
 * another link, whatever its dice say and the form of its answers bears. It tells its subscribers
 * things, repeats itself to those who come back, and has wishes of its own.
 */
final class Clerk {

  /** The start of the names of commands that take a reading. */
  static final String MEASURE = "measure";

  /** The topic of what says that a reading has begun. */
  static final String STARTED = "started";

  /** The topic of what brings a reading. */
  static final String DATA = "data";

  /** The payload of a command that takes a reading on schedule. */
  static final String SCHEDULED = "scheduled";

  private static final String NOTE = "note";

  /** Does things on a link some time, if it is still there then. */
  @FunctionalInterface
  interface Later {
    void after(long nanos, GatewayEnd end, Runnable what);
  }

  /** One link, as the clerk knows it. */
  private static final class Visit {
    private final Set<String> subscribed = new HashSet<>();
    private final Set<String> calls = new HashSet<>();
    private long answeredAtNanos;
    private String latestAnswer = "";
  }

  private final VirtualTime time;
  private final Dice dice;
  private final AnswerForm form;
  private final Later later;
  private final Consumer<String> onWrongAnswer;
  private final Map<GatewayEnd, Visit> visits = new HashMap<>();
  private final Bulletin bulletin = new Bulletin();
  private @Nullable GatewayEnd latest;
  private int calls;
  private int scheduled;
  private boolean calm;

  /**
   * A clerk.
   *
   * @param form how answers say whose they are
   * @param onWrongAnswer told of answers to calls that it has not made, or not there
   */
  Clerk(VirtualTime time, Dice dice, AnswerForm form, Later later, Consumer<String> onWrongAnswer) {
    this.time = time;
    this.dice = dice;
    this.form = form;
    this.later = later;
    this.onWrongAnswer = onWrongAnswer;
  }

  /** From now on it does its duty. */
  void calmDown() {
    calm = true;
  }

  /** Whether these are subscribed to on the latest link. */
  boolean isSubscribed(List<String> names) {
    GatewayEnd end = latest;
    return names.isEmpty() || (end != null && heardFrom(end).subscribed.containsAll(names));
  }

  /** How often it was asked for a reading on schedule. */
  int scheduled() {
    return scheduled;
  }

  /** A request has come. */
  void asked(GatewayEnd end, WireRequest request) {
    Visit visit = heardFrom(end);
    if (request.name().startsWith(WorldProtocol.TELL)) {
      return;
    }
    int mood = calm ? 0 : dice.below(100);
    long delay = calm ? 0 : dice.nanos(0, mood % 7 == 6 ? 8_000 : 300);
    if (mood < 68) {
      answer(end, delay, request, false);
    } else if (mood < 76) {
      String refusal =
          WireWord.REFUSAL.text(request.key(), request.name(), Stamp.refusalOf(request.payload()));
      reply(end, delay, () -> end.send(Frame.text(refusal)));
    } else if (mood < 82) {
      String error = WireWord.ERROR.text(Stamp.refusalOf(request.payload()));
      reply(end, delay, () -> end.send(Frame.text(error)));
    } else if (mood < 88) {
      end.send(Frame.text(WireWord.PROGRESS.text(request.key())));
      answer(end, delay, request, false);
    } else if (mood < 93) {
      answer(end, delay, request, mayRepeatAnswerTo(request));
    } else if (mood < 96 && form == AnswerForm.BY_KEY) {
      answerElsewhere(delay, request);
    }
    // Otherwise it never answers.
    if (request.name().startsWith(MEASURE)) {
      measure(end, request);
    }
    if (request.subscribes()) {
      repeat(end, visit);
    }
  }

  /** Our answer to a call has come. */
  void callAnswered(GatewayEnd end, String key) {
    if (!heardFrom(end).calls.remove(key)) {
      onWrongAnswer.accept("an answer to " + key + ", which is not asked on link " + end.number());
    }
  }

  /** It says something by itself. */
  void speaks(GatewayEnd end) {
    Visit visit = heardFrom(end);
    switch (dice.below(6)) {
      case 0, 1 -> end.send(Frame.text(bulletin.note("topic", "", NOTE)));
      case 2 -> repeat(end, visit);
      case 3 -> answerTwice(end, visit);
      case 4 -> {
        if (form == AnswerForm.BY_KEY) {
          end.send(Frame.text(WireWord.ANSWER.text("nobody's", "nothing", "")));
          end.send(Frame.text(WireWord.PROGRESS.text("nobody's")));
        }
      }
      default -> {
        String key = "c" + ++calls;
        visit.calls.add(key);
        end.send(Frame.text(WireWord.CALL.text(key, "reset")));
      }
    }
  }

  private Visit heardFrom(GatewayEnd end) {
    if (latest == null || latest.number() < end.number()) {
      latest = end;
    }
    return visits.computeIfAbsent(end, any -> new Visit());
  }

  /** Keeps the order in which it was asked, where the form of answers depends on it. */
  private void reply(GatewayEnd end, long delay, Runnable what) {
    long wait = delay;
    if (form != AnswerForm.BY_KEY) {
      Visit visit = heardFrom(end);
      visit.answeredAtNanos = Math.max(visit.answeredAtNanos + 1, time.nanoTime() + delay);
      wait = visit.answeredAtNanos - time.nanoTime();
    }
    later.after(wait, end, what);
  }

  private void answer(GatewayEnd end, long delay, WireRequest request, boolean twice) {
    Visit visit = heardFrom(end);
    String text = answerText(request);
    reply(
        end,
        delay,
        () -> {
          if (request.subscribes()) {
            visit.subscribed.add(request.name());
          }
          if (mayRepeatAnswerTo(request)) {
            visit.latestAnswer = text;
          }
          end.send(Frame.text(text));
          if (twice) {
            end.send(Frame.text(text));
          }
        });
  }

  /** On whatever link there is by then. */
  private void answerElsewhere(long delay, WireRequest request) {
    time.after(
        delay * 4,
        () -> {
          GatewayEnd end = latest;
          if (end != null && end.isOpen()) {
            end.send(Frame.text(answerText(request)));
          }
        });
  }

  private void answerTwice(GatewayEnd end, Visit visit) {
    if (!visit.latestAnswer.isEmpty()) {
      end.send(Frame.text(visit.latestAnswer));
    }
  }

  /** Whether a second answer can be told from the answer to something else, by key or by name. */
  private boolean mayRepeatAnswerTo(WireRequest request) {
    return switch (form) {
      case BY_ORDER -> false;
      // All messages have one name.
      case BY_ORDER_AND_NAME ->
          !request.subscribes() && !request.isMessage() && !request.payload().equals(SCHEDULED);
      case BY_KEY -> true;
    };
  }

  private static String answerText(WireRequest request) {
    return WireWord.ANSWER.text(request.key(), request.name(), Stamp.answerTo(request.payload()));
  }

  private void measure(GatewayEnd end, WireRequest request) {
    if (request.payload().equals(SCHEDULED)) {
      scheduled++;
    }
    String subject = Stamp.subjectOf(request.payload());
    String data = bulletin.note(DATA, subject, Stamp.dataFor(request.payload()));
    int mood = calm ? 0 : dice.below(10);
    if (mood < 6) {
      long begins = calm ? 0 : dice.nanos(0, 500);
      long takes = calm ? 0 : dice.nanos(0, mood < 4 ? 500 : 20_000);
      later.after(begins, end, () -> end.send(Frame.text(bulletin.note(STARTED, subject, NOTE))));
      later.after(begins + takes, end, () -> end.send(Frame.text(data)));
    } else if (mood < 8) {
      // It overtakes the answer, and comes twice.
      end.send(Frame.text(data), Frame.text(data));
    } else if (mood < 9) {
      end.send(Frame.text(bulletin.note(DATA, "somebody else", NOTE)));
    }
  }

  private void repeat(GatewayEnd end, Visit visit) {
    if (!visit.subscribed.isEmpty() || dice.oneIn(2)) {
      bulletin.latest().forEach(note -> end.send(Frame.text(note)));
    }
  }
}
