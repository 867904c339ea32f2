package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.time.InputLoop;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.application.port.out.Link;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.ConnectionState;
import java.nio.ByteBuffer;
import java.time.Duration;

/** One bug for each promise. */
enum PlantedBugs implements Sabotage {
  ABORT_DOES_NOTHING(Promise.ONE_SOCKET) {
    @Override
    public Transport transport(Transport honest) {
      return (loop, request, listener) ->
          new Pass(honest.open(loop, request, listener)) {
            @Override
            public void abort() {}
          };
    }
  },
  EVERY_TIMER_IS_ARMED_TWICE(Promise.ONE_TIMER) {
    @Override
    public InputLoop loop(InputLoop honest) {
      return new PassLoop(honest) {
        @Override
        public Timer schedule(Runnable task, long delayNanos) {
          honest.schedule(() -> {}, delayNanos + 1);
          return honest.schedule(task, delayNanos);
        }
      };
    }
  },
  AN_END_IS_NOT_PASSED_ON(Promise.NO_ATTEMPT_AFTER_STOP) {
    @Override
    public boolean passesOnAnEnd() {
      return false;
    }
  },
  ABORT_DOES_NOTHING_WHILE_CLOSING(Promise.ENDS_IN_TIME) {
    @Override
    public Transport transport(Transport honest) {
      return (loop, request, listener) ->
          new Pass(honest.open(loop, request, listener)) {
            private boolean closing;

            @Override
            public void close(int code, String reason) {
              closing = true;
              super.close(code, reason);
            }

            @Override
            public void abort() {
              if (!closing) {
                super.abort();
              }
            }
          };
    }
  },
  TIMERS_GET_LOST(Promise.COMES_UP) {
    @Override
    public InputLoop loop(InputLoop honest) {
      return new PassLoop(honest) {
        private int timers;

        @Override
        public Timer schedule(Runnable task, long delayNanos) {
          return ++timers % 20 == 0 ? () -> {} : honest.schedule(task, delayNanos);
        }
      };
    }
  },
  OUR_OWN_PING_PASSES_FOR_LIFE(Promise.NOTICES_DEATH) {
    @Override
    public Transport transport(Transport honest) {
      return (loop, request, listener) ->
          new Pass(honest.open(loop, request, listener)) {
            @Override
            public void sendPing(ByteBuffer payload, Runnable written) {
              super.sendPing(
                  payload,
                  () -> {
                    written.run();
                    listener.onFrames();
                  });
            }
          };
    }
  },
  A_MESSAGE_IS_DROPPED(Promise.KEEPS_MESSAGES) {
    @Override
    public Transport transport(Transport honest) {
      return (loop, request, listener) ->
          new Pass(honest.open(loop, request, listener)) {
            private int messages;

            @Override
            public void sendText(String text, Runnable written) {
              if (++messages % 10 == 0) {
                loop.execute(written);
              } else {
                super.sendText(text, written);
              }
            }
          };
    }
  },
  MESSAGES_OVERTAKE(Promise.KEEPS_MESSAGES) {
    @Override
    public Transport transport(Transport honest) {
      return (loop, request, listener) ->
          new Pass(honest.open(loop, request, listener)) {
            private int messages;

            @Override
            public void sendText(String text, Runnable written) {
              if (++messages % 10 == 0) {
                loop.execute(() -> super.sendText(text, written));
              } else {
                super.sendText(text, written);
              }
            }
          };
    }
  },
  A_TRANSITION_IS_NOT_TOLD(Promise.LEGAL_TRANSITIONS) {
    @Override
    public ConnectionObserver observer(ConnectionObserver honest) {
      return (connection, transition) -> {
        if (transition.to() != ConnectionState.CONNECTED || transition.attempt() % 5 != 0) {
          honest.onTransition(connection, transition);
        }
      };
    }
  },
  THE_PAST_SPEAKS_TO_THE_PRESENT(Promise.STALE_IS_COUNTED) {
    @Override
    public boolean mixesUpAttempts() {
      return true;
    }
  },
  THE_CAP_IS_TEN_TIMES_AS_HIGH(Promise.BOUNDED_DELAYS) {
    @Override
    public ConnectionPolicy policy(ConnectionPolicy honest) {
      Backoff backoff = (Backoff) honest.backoff();
      Duration cap = Duration.ofNanos(backoff.capNanos()).multipliedBy(10);
      return honest.toBuilder().backoff(new Backoff(backoff.jitter(), backoff.base(), cap)).build();
    }
  },
  SENDING_THROWS(Promise.NO_INTERNAL_ERROR) {
    @Override
    public Transport transport(Transport honest) {
      return (loop, request, listener) ->
          new Pass(honest.open(loop, request, listener)) {
            private int messages;

            @Override
            public void sendText(String text, Runnable written) {
              if (++messages % 10 == 0) {
                throw new IllegalStateException("planted");
              }
              super.sendText(text, written);
            }
          };
    }
  };

  private final Promise breaks;

  PlantedBugs(Promise breaks) {
    this.breaks = breaks;
  }

  Promise breaks() {
    return breaks;
  }

  /** A link that passes everything on. */
  private static class Pass implements Link {

    private final Link honest;

    Pass(Link honest) {
      this.honest = honest;
    }

    @Override
    public void sendText(String text, Runnable written) {
      honest.sendText(text, written);
    }

    @Override
    public void sendBinary(ByteBuffer data, Runnable written) {
      honest.sendBinary(data, written);
    }

    @Override
    public void sendPing(ByteBuffer payload, Runnable written) {
      honest.sendPing(payload, written);
    }

    @Override
    public boolean isWritable() {
      return honest.isWritable();
    }

    @Override
    public void pauseReading() {
      honest.pauseReading();
    }

    @Override
    public void resumeReading() {
      honest.resumeReading();
    }

    @Override
    public void close(int code, String reason) {
      honest.close(code, reason);
    }

    @Override
    public void abort() {
      honest.abort();
    }
  }

  /** A loop that passes everything on. */
  private static class PassLoop implements InputLoop {

    private final InputLoop honest;

    PassLoop(InputLoop honest) {
      this.honest = honest;
    }

    @Override
    public void execute(Runnable task) {
      honest.execute(task);
    }

    @Override
    public void input(Runnable input) {
      honest.input(input);
    }

    @Override
    public boolean inLoop() {
      return honest.inLoop();
    }

    @Override
    public long nanoTime() {
      return honest.nanoTime();
    }

    @Override
    public Timer schedule(Runnable task, long delayNanos) {
      return honest.schedule(task, delayNanos);
    }
  }
}
