package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.time.InputLoop;
import dev.holdfast.application.audit.Audited;
import dev.holdfast.application.audit.Breach;
import dev.holdfast.application.port.in.Acquisition;
import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.in.Invariant;
import dev.holdfast.application.port.out.AnswerTo;
import dev.holdfast.application.port.out.CallAnswer;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.application.port.out.Expected;
import dev.holdfast.application.port.out.GatewayCall;
import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.port.out.MessageSink;
import dev.holdfast.application.port.out.Notification;
import dev.holdfast.application.port.out.ProtocolOutputs;
import dev.holdfast.application.port.out.ProtocolSession;
import dev.holdfast.application.port.out.Request;
import dev.holdfast.application.port.out.SessionProtocol;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.ConnectionState;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** At least one bug for each promise that is not about messages. */
enum PlantedBugs implements PlantedBug {
  ABORT_DOES_NOTHING(Promise.ONE_SOCKET) {
    @Override
    public Transport transport(Transport honest) {
      return (loop, request, listener) ->
          new PassLink(honest.open(loop, request, listener)) {
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
          new PassLink(honest.open(loop, request, listener)) {
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
          new PassLink(honest.open(loop, request, listener)) {
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
  A_COMMAND_IS_GIVEN_TEN_TIMES_ITS_TIME(Promise.COMMANDS_END) {
    @Override
    public Command command(Command honest) {
      return new Command(
          honest.name(), honest.payload(), honest.timeout().multipliedBy(10), honest.idempotent());
    }
  },
  A_READING_IS_GIVEN_TEN_TIMES_ITS_TIME(Promise.ACQUISITIONS_END) {
    @Override
    public Acquisition acquisition(Acquisition honest) {
      return new Acquisition(
          honest.command(),
          honest.payload(),
          honest.started(),
          honest.data(),
          honest.subject(),
          honest.timeout().multipliedBy(10));
    }
  },
  SOME_OUTCOMES_ARE_NOT_TOLD(Promise.NOTHING_PENDING_AFTER_STOP) {
    @Override
    public Executor executor(Executor honest) {
      AtomicInteger tasks = new AtomicInteger();
      return task -> {
        if (tasks.incrementAndGet() % 10 != 0) {
          honest.execute(task);
        }
      };
    }
  },
  WHAT_WAS_SENT_IS_CALLED_NOT_SENT(Promise.HONEST_OUTCOMES) {
    @Override
    public SessionProtocol protocol(SessionProtocol honest) {
      return new PassProtocol(honest) {
        @Override
        Expected request(ProtocolSession session, Request request, ProtocolOutputs out) {
          Expected expected = super.request(session, request, out);
          return request.name().endsWith("5") ? Expected.impossible("planted") : expected;
        }
      };
    }
  },
  THE_LATE_ANSWER_IS_TAKEN_FOR_THE_NEXT(Promise.OWN_ANSWERS) {
    @Override
    public SessionProtocol protocol(SessionProtocol honest) {
      return new PassProtocol(honest) {
        @Override
        Expected request(ProtocolSession session, Request request, ProtocolOutputs out) {
          Expected expected = super.request(session, request, out);
          return expected == Expected.IN_ORDER ? Expected.withKey("the only one") : expected;
        }

        @Override
        ProtocolOutputs outputs(ProtocolOutputs out) {
          return new PassOutputs(out) {
            @Override
            public void answered(AnswerTo to, String body) {
              super.answered(to == AnswerTo.OLDEST ? AnswerTo.key("the only one") : to, body);
            }
          };
        }
      };
    }
  },
  ANSWERS_ARE_TAKEN_IN_ORDER(Promise.OWN_ANSWERS) {
    @Override
    public SessionProtocol protocol(SessionProtocol honest) {
      return new PassProtocol(honest) {
        @Override
        Expected request(ProtocolSession session, Request request, ProtocolOutputs out) {
          Expected expected = super.request(session, request, out);
          return expected instanceof Expected.WithKey ? Expected.IN_ORDER : expected;
        }

        @Override
        ProtocolOutputs outputs(ProtocolOutputs out) {
          return new PassOutputs(out) {
            @Override
            public void answered(AnswerTo to, String body) {
              super.answered(AnswerTo.OLDEST, body);
            }
          };
        }
      };
    }
  },
  EVERY_COMMAND_IS_SENT_AGAIN(Promise.NEVER_TWICE) {
    @Override
    public Command command(Command honest) {
      return new Command(honest.name(), honest.payload(), honest.timeout(), true);
    }
  },
  SUBSCRIPTIONS_ARE_NOT_ASKED_FOR(Promise.SERVES_AGAIN) {
    @Override
    public SessionProtocol protocol(SessionProtocol honest) {
      return new PassProtocol(honest) {
        @Override
        Expected request(ProtocolSession session, Request request, ProtocolOutputs out) {
          return request instanceof Request.Subscribe
              ? Expected.NO_ANSWER
              : super.request(session, request, out);
        }
      };
    }
  },
  THE_LOGIN_IS_TAKEN_FOR_GRANTED(Promise.LOGIN_FIRST) {
    @Override
    public SessionProtocol protocol(SessionProtocol honest) {
      return new PassProtocol(honest) {
        @Override
        void opened(ProtocolSession session, String subprotocol, ProtocolOutputs out) {
          super.opened(session, subprotocol, out);
          out.loginAccepted();
        }
      };
    }
  },
  A_CALL_PASSES_FOR_A_LOGIN(Promise.OBEYS_AFTER_LOGIN) {
    @Override
    public SessionProtocol protocol(SessionProtocol honest) {
      return new PassProtocol(honest) {
        @Override
        ProtocolOutputs outputs(ProtocolOutputs out) {
          return new PassOutputs(out) {
            @Override
            public void called(GatewayCall call) {
              out.loginAccepted();
              super.called(call);
            }
          };
        }
      };
    }
  },
  SUBSCRIPTIONS_ARE_ASKED_FOR_TWICE(Promise.SUBSCRIBES_ONCE) {
    @Override
    public SessionProtocol protocol(SessionProtocol honest) {
      return new PassProtocol(honest) {
        @Override
        Expected request(ProtocolSession session, Request request, ProtocolOutputs out) {
          if (request instanceof Request.Subscribe) {
            super.request(session, request, out);
          }
          return super.request(session, request, out);
        }
      };
    }
  },
  AN_ACKNOWLEDGEMENT_IS_TAKEN_FOR_A_REFUSAL(Promise.SUBSCRIBES_ONCE) {
    @Override
    public SessionProtocol protocol(SessionProtocol honest) {
      return new PassProtocol(honest) {
        @Override
        ProtocolOutputs outputs(ProtocolOutputs out) {
          return new PassOutputs(out) {
            @Override
            public void answered(AnswerTo to, String body) {
              super.refused(to, "", body);
            }
          };
        }
      };
    }
  },
  IDS_ARE_NOT_READ(Promise.NO_REPEATS) {
    @Override
    public SessionProtocol protocol(SessionProtocol honest) {
      return new PassProtocol(honest) {
        @Override
        ProtocolOutputs outputs(ProtocolOutputs out) {
          return new PassOutputs(out) {
            @Override
            public void notify(Notification it) {
              super.notify(new Notification(it.topic(), it.subject(), "", it.text()));
            }
          };
        }
      };
    }
  },
  GAPS_ARE_NOT_MARKED(Promise.MARKS_GAPS) {
    @Override
    public MessageSink sink(MessageSink honest) {
      return (message, roomAgain) ->
          message instanceof InboundMessage.Gap || honest.deliver(message, roomAgain);
    }
  },
  A_CALL_IS_ANSWERED_TWICE(Promise.ANSWERS_CALLS_ONCE) {
    @Override
    public SessionProtocol protocol(SessionProtocol honest) {
      return new PassProtocol(honest) {
        @Override
        void answer(
            ProtocolSession session, GatewayCall call, CallAnswer answer, ProtocolOutputs out) {
          super.answer(session, call, answer, out);
          super.answer(session, call, answer, out);
        }
      };
    }
  },
  CRIES_WOLF(Promise.AUDIT_AGREES) {
    @Override
    public boolean audits() {
      return true;
    }

    @Override
    public Audited audited(Audited honest) {
      return new Audited() {
        @Override
        public String connection() {
          return honest.connection();
        }

        @Override
        public boolean inspect(Consumer<List<Breach>> answer) {
          return honest.inspect(
              found -> answer.accept(List.of(new Breach(Invariant.ONE_LINK, "wolf", 0))));
        }

        @Override
        public void complain(Breach breach) {
          honest.complain(breach);
        }
      };
    }
  },
  SENDING_THROWS(Promise.NO_INTERNAL_ERROR) {
    @Override
    public Transport transport(Transport honest) {
      return (loop, request, listener) ->
          new PassLink(honest.open(loop, request, listener)) {
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

  @Override
  public Promise breaks() {
    return breaks;
  }
}
