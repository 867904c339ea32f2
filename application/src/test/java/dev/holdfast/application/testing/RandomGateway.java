package dev.holdfast.application.testing;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A gateway that does to a link whatever its random numbers say: refuses it, lets it wait, talks,
 * talks nonsense, falls silent, jams, closes, drops. Until it is told to behave.
 */
public final class RandomGateway implements GatewayScript {

  private static final int[] CLOSE_CODES = {
    1000, 1001, 1002, 1005, 1008, 1011, 1011, 1012, 1013, 3000, 4000, 4999
  };
  private static final int[] STATUSES = {302, 401, 403, 404, 429, 500, 500, 503, 503};
  private static final CauseKind[] FAILURES = {
    CauseKind.CONNECT_REFUSED,
    CauseKind.DNS_FAILURE,
    CauseKind.TLS_FAILURE,
    CauseKind.HANDSHAKE_INVALID,
    CauseKind.LINK_LOST
  };

  private final RandomGenerator random;
  private boolean calm;

  /**
   * Creates a gateway.
   *
   * @param random where its moods come from; the same numbers make the same moods
   */
  public RandomGateway(RandomGenerator random) {
    this.random = random;
  }

  /** From now on it accepts and answers everything, on every link. */
  public void calmDown() {
    calm = true;
  }

  @Override
  public void dialled(FakeLink link) {
    if (calm) {
      link.loop().arrive(upTo(50), link::accept);
      return;
    }
    int mood = random.nextInt(100);
    if (mood < 60) {
      Duration delay = upTo(mood < 50 ? 300 : 6_000);
      link.loop().arrive(delay, link::accept);
      link.loop().arrive(delay.plus(upTo(500)), () -> live(link));
    } else if (mood < 80) {
      CauseKind failure = FAILURES[random.nextInt(FAILURES.length)];
      link.loop().arrive(upTo(2_000), () -> link.end(Cause.of(failure)));
    } else if (mood < 92) {
      int status = STATUSES[random.nextInt(STATUSES.length)];
      Optional<Duration> retryAfter =
          random.nextInt(3) == 0 ? Optional.of(upTo(20_000)) : Optional.empty();
      link.loop()
          .arrive(upTo(2_000), () -> link.end(Cause.handshakeRejected(status, "no", retryAfter)));
    }
    // Otherwise it never answers.
  }

  @Override
  public void received(FakeLink link, String frame) {
    if (frame.startsWith("ping") || frame.startsWith("text heartbeat")) {
      if (calm || random.nextInt(100) < 85) {
        // Faster than the shortest heartbeat timeout, or not at all.
        link.loop().arrive(upTo(150), link::pong);
      }
    } else if (frame.equals("text " + ScriptedProtocol.LOGIN)) {
      answerLogin(link);
    } else if (frame.startsWith("close")) {
      answerClose(link);
    }
  }

  private void answerLogin(FakeLink link) {
    int mood = calm ? 0 : random.nextInt(100);
    if (mood < 80) {
      link.loop().arrive(upTo(300), () -> link.text(ScriptedProtocol.ACCEPT));
    } else if (mood < 90) {
      link.loop().arrive(upTo(300), () -> link.text(ScriptedProtocol.REJECT + "not today"));
    }
  }

  private void answerClose(FakeLink link) {
    int mood = calm ? 0 : random.nextInt(100);
    if (mood < 70) {
      link.loop().arrive(upTo(mood < 60 ? 50 : 3_000), () -> link.closeByGateway(1000, ""));
    } else if (mood < 80) {
      link.loop().arrive(upTo(500), link::lose);
    }
  }

  /** One thing happens on an open link, and something else a little later. */
  private void live(FakeLink link) {
    if (calm || !link.isAlive()) {
      return;
    }
    int mood = random.nextInt(100);
    if (mood < 60) {
      talk(link, mood);
    } else if (mood < 78) {
      jam(link, mood);
    } else if (mood < 84) {
      link.closeByGateway(CLOSE_CODES[random.nextInt(CLOSE_CODES.length)], "enough");
    } else if (mood < 88) {
      link.lose();
    } else if (mood < 90) {
      link.finish();
    } else if (mood < 93) {
      // Frozen: nothing more comes by itself.
      return;
    }
    link.loop().arrive(upTo(mood % 2 == 0 ? 200 : 4_000), () -> live(link));
  }

  private void talk(FakeLink link, int mood) {
    if (mood < 30) {
      link.text("reading " + mood);
    } else if (mood < 38) {
      link.text("a", "b", "!write now", "c");
    } else if (mood < 44) {
      link.binary((byte) mood);
    } else if (mood < 48) {
      link.frames();
    } else if (mood < 52) {
      link.pong();
    } else if (mood < 56) {
      link.text("!malformed nonsense");
    } else if (mood < 57) {
      link.text(ScriptedProtocol.ACCEPT);
    } else {
      link.text("x", mood < 58 ? "!violated a rule" : "!throw", "y");
    }
  }

  private void jam(FakeLink link, int mood) {
    if (mood < 64) {
      link.holdWrites();
    } else if (mood < 67) {
      link.completeWrites(1);
    } else if (mood < 71) {
      link.releaseWrites();
    } else if (mood < 74) {
      link.becomeUnwritable();
    } else if (mood < 75) {
      link.becomeUnwritableAfter(2);
    } else {
      link.becomeWritable();
    }
  }

  private Duration upTo(int millis) {
    return Duration.ofNanos(random.nextLong(millis * 1_000_000L));
  }
}
