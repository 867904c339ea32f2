package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.network.Frame;
import dev.holdfast.adapter.simulation.network.GatewayEnd;
import dev.holdfast.adapter.simulation.network.GatewayMind;
import dev.holdfast.adapter.simulation.time.VirtualTime;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;

/**
 * A gateway that does to a link whatever its dice say: refuses it, lets it wait, talks, talks
 * nonsense, lies, falls silent, jams, closes, drops. Until it is told to behave.
 */
final class MoodyGateway implements GatewayMind {

  private static final Integer[] CLOSE_CODES = {
    1000, 1001, 1002, 1003, 1005, 1007, 1008, 1009, 1011, 1011, 1012, 1012, 1013, 3000, 4000, 4999
  };

  /** What it says to a message that it cannot take. */
  private static final Integer[] TOO_MUCH = {1003, 1007, 1009};

  private static final Integer[] STATUSES = {302, 401, 403, 404, 429, 500, 500, 503, 503};
  private static final CauseKind[] FAILURES = {
    CauseKind.CONNECT_REFUSED,
    CauseKind.DNS_FAILURE,
    CauseKind.TLS_FAILURE,
    CauseKind.PROXY_FAILURE,
    CauseKind.HANDSHAKE_INVALID,
    CauseKind.LINK_LOST
  };
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

  private final VirtualTime time;
  private final Dice dice;
  private final Predicate<String> acceptsToken;
  private final ObjIntConsumer<String> onMessage;
  private final ObjIntConsumer<WireRequest> onRequest;
  private final int takesAtMost;
  private final Clerk clerk;
  private final Set<GatewayEnd> ends = new LinkedHashSet<>();

  /** Ends of before a restart: only their clients may still believe in them. */
  private final Set<GatewayEnd> forgotten = new LinkedHashSet<>();

  /** Ends over which it has closed: it does not read them any more. */
  private final Set<GatewayEnd> unread = new LinkedHashSet<>();

  private boolean calm;
  private boolean cut;

  /**
   * A gateway.
   *
   * @param acceptsToken whether a client may come in
   * @param onMessage gets each message of the user, and the number of the link it came by
   * @param onRequest gets each request, and the number of the link it came by
   * @param takesAtMost how long a message may be; it ends the link over one that is longer
   * @param form how its answers say whose they are
   * @param onWrongAnswer told of answers to calls that it has not made
   */
  MoodyGateway(
      VirtualTime time,
      Dice dice,
      Predicate<String> acceptsToken,
      ObjIntConsumer<String> onMessage,
      ObjIntConsumer<WireRequest> onRequest,
      int takesAtMost,
      AnswerForm form,
      Consumer<String> onWrongAnswer) {
    this.time = time;
    this.dice = dice;
    this.acceptsToken = acceptsToken;
    this.onMessage = onMessage;
    this.onRequest = onRequest;
    this.takesAtMost = takesAtMost;
    this.clerk = new Clerk(time, dice.split(), form, this::later, onWrongAnswer);
  }

  /** From now on it accepts and answers everything; what was there before it has forgotten. */
  void calmDown() {
    calm = true;
    cut = false;
    clerk.calmDown();
    ends.addAll(forgotten);
    forgotten.clear();
    for (GatewayEnd end : List.copyOf(ends)) {
      end.thaw();
      end.heal();
      end.reset();
    }
    ends.clear();
  }

  /** Whether a close code says that a message was too much for it. */
  static boolean isTooMuch(int code) {
    return Arrays.asList(TOO_MUCH).contains(code);
  }

  /** The one who answers what it is asked. */
  Clerk clerk() {
    return clerk;
  }

  /** It restarts; its kernel may or may not say so to those who were connected. */
  void restart(boolean inSilence) {
    for (GatewayEnd end : List.copyOf(ends)) {
      if (inSilence) {
        end.cut();
      } else {
        end.reset();
      }
    }
    forgotten.addAll(ends);
    ends.clear();
  }

  /** The network between us is gone, or back. */
  void cut(boolean yes) {
    cut = yes;
    for (GatewayEnd end : List.copyOf(ends)) {
      if (yes) {
        end.cut();
      } else {
        end.heal();
      }
    }
  }

  @Override
  public void dialled(GatewayEnd end) {
    ends.add(end);
    if (cut) {
      end.cut();
    }
    Optional<String> token =
        Optional.ofNullable(end.request().headers().get(WorldProtocol.TOKEN_HEADER));
    if (!acceptsToken.test(token.orElse("0")) && dice.chance(70)) {
      end.reject(401, "expired", Optional.empty());
      return;
    }
    int mood = calm ? 0 : dice.below(100);
    if (mood < 60) {
      long delay = calm ? 0 : dice.nanos(0, mood < 52 ? 300 : 6_000);
      later(delay, end, () -> end.accept(""));
      if (!calm) {
        later(delay + dice.nanos(0, 500), end, () -> live(end));
      }
    } else if (mood < 66) {
      acceptsAndDrops(end);
    } else if (mood < 82) {
      Cause failure = Cause.of(dice.pick(FAILURES));
      later(dice.nanos(0, 2_000), end, () -> end.fail(failure));
    } else if (mood < 93) {
      int status = dice.pick(STATUSES);
      Optional<java.time.Duration> retryAfter =
          dice.oneIn(3)
              ? Optional.of(java.time.Duration.ofNanos(dice.nanos(0, 20_000)))
              : Optional.empty();
      later(dice.nanos(0, 2_000), end, () -> end.reject(status, "no", retryAfter));
    }
    // Otherwise it never answers.
  }

  private void acceptsAndDrops(GatewayEnd end) {
    end.accept("");
    switch (dice.below(4)) {
      case 0 -> end.reset();
      case 1 -> end.fin();
      case 2 -> end.send(Frame.close(dice.pick(CLOSE_CODES), "not you"), Frame.text("behind"));
      default -> {
        end.send(Frame.nonsense());
        end.fin();
      }
    }
  }

  @Override
  public void received(GatewayEnd end, Frame frame) {
    switch (frame.kind()) {
      case PING -> answerHeartbeat(end, Frame.pong(frame.data()));
      case CLOSE -> answerClose(end);
      case TEXT -> read(end, frame.text());
      case BINARY, CONTINUATION, PONG, NONSENSE, ACCEPTANCE -> {}
    }
  }

  private void read(GatewayEnd end, String text) {
    if (unread.contains(end)) {
      return;
    }
    if (text.equals(WorldProtocol.HEARTBEAT)) {
      answerHeartbeat(end, Frame.text("alive"));
    } else if (text.equals(WorldProtocol.LOGIN)) {
      answerLogin(end);
    } else if (Letter.isOne(text)) {
      if (takes(end, text)) {
        onMessage.accept(text, end.number());
      }
    } else if (WireRequest.isOne(text)) {
      WireRequest request = WireRequest.parse(text);
      if (!request.isMessage() || takes(end, request.payload())) {
        onRequest.accept(request, end.number());
        clerk.asked(end, request);
      }
    } else if (WireWord.CALL_ANSWER.begins(text)) {
      clerk.callAnswered(end, WireWord.CALL_ANSWER.parts(text)[0]);
    }
  }

  private boolean takes(GatewayEnd end, String message) {
    if (calm || message.length() <= takesAtMost) {
      return true;
    }
    unread.add(end);
    end.send(Frame.close(dice.pick(TOO_MUCH), "too much"));
    return false;
  }

  @Override
  public void clientGone(GatewayEnd end, boolean inOrder) {
    ends.remove(end);
    forgotten.remove(end);
    unread.remove(end);
    if (inOrder) {
      end.fin();
    }
  }

  private void answerHeartbeat(GatewayEnd end, Frame answer) {
    if (calm || dice.chance(85)) {
      end.send(answer);
    }
  }

  private void answerLogin(GatewayEnd end) {
    int mood = calm ? 0 : dice.below(100);
    if (mood < 80) {
      later(calm ? 0 : dice.nanos(0, 300), end, () -> end.send(Frame.text(WorldProtocol.ACCEPT)));
    } else if (mood < 90) {
      String answer = mood < 88 ? WorldProtocol.REJECT : WorldProtocol.DEFER;
      later(dice.nanos(0, 300), end, () -> end.send(Frame.text(answer)));
    }
  }

  private void answerClose(GatewayEnd end) {
    int mood = calm ? 0 : dice.below(100);
    if (mood < 70) {
      later(
          calm ? 0 : dice.nanos(0, mood < 60 ? 50 : 3_000),
          end,
          () -> {
            end.send(Frame.close(1000, ""));
            end.fin();
          });
    } else if (mood < 80) {
      later(dice.nanos(0, 500), end, end::reset);
    }
  }

  /** One thing happens on an open link, and something else a little later. */
  private void live(GatewayEnd end) {
    if (calm) {
      return;
    }
    int mood = dice.below(100);
    if (mood < 58) {
      talk(end, mood);
    } else if (mood < 76) {
      jam(end, mood);
    } else if (mood < 84) {
      end.send(Frame.close(dice.pick(CLOSE_CODES), "enough"));
      if (dice.oneIn(2)) {
        end.send(Frame.text("behind"));
      }
    } else if (mood < 88) {
      end.reset();
    } else if (mood < 90) {
      end.fin();
    } else if (mood < 93) {
      // Half-open from here on, and for good.
      end.cut();
      return;
    }
    later(dice.nanos(0, mood % 2 == 0 ? 200 : 4_000), end, () -> live(end));
  }

  private void talk(GatewayEnd end, int mood) {
    if (mood < 22) {
      clerk.speaks(end);
    } else if (mood < 30) {
      end.send(Frame.text("reading"));
    } else if (mood < 36) {
      end.send(Frame.text("a"), Frame.text(WorldProtocol.ECHO), Frame.text("b"));
    } else if (mood < 40) {
      end.send(Frame.textBegins("x"), Frame.ping("p"), Frame.textEnds("y"));
    } else if (mood < 43) {
      end.send(Frame.binary(ByteBuffer.wrap(new byte[mood])));
    } else if (mood < 46) {
      end.send(Frame.ping(EMPTY));
    } else if (mood < 50) {
      // A lie: nobody has asked.
      end.send(Frame.pong(EMPTY));
    } else if (mood < 53) {
      end.send(Frame.text(WorldProtocol.MALFORMED));
    } else if (mood < 54) {
      end.send(Frame.text(WorldProtocol.ACCEPT));
    } else if (mood < 56) {
      end.send(Frame.text("x"), Frame.text(WorldProtocol.VIOLATED), Frame.text("y"));
    } else if (mood < 57) {
      end.send(Frame.text("x"), Frame.text(WorldProtocol.THROW), Frame.text("y"));
    } else {
      end.send(Frame.nonsense());
    }
  }

  private void jam(GatewayEnd end, int mood) {
    if (mood < 63) {
      end.freeze();
    } else if (mood < 70) {
      end.thaw();
    } else if (mood < 72) {
      end.cut();
    } else {
      end.heal();
    }
  }

  private void later(long nanos, GatewayEnd end, Runnable what) {
    time.after(
        nanos,
        () -> {
          if (end.isOpen() && ends.contains(end)) {
            what.run();
          }
        });
  }
}
