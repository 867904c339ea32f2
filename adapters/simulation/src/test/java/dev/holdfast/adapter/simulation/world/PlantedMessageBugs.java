package dev.holdfast.adapter.simulation.world;

import dev.holdfast.application.message.Delivery;
import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.outbox.OutboxLimits;
import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.port.out.AnswerTo;
import dev.holdfast.application.port.out.Expected;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.port.out.ProtocolOutputs;
import dev.holdfast.application.port.out.ProtocolSession;
import dev.holdfast.application.port.out.Request;
import dev.holdfast.application.port.out.SessionProtocol;
import dev.holdfast.application.port.out.StoredMessage;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.domain.replay.ReplayPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** At least one bug for each promise about messages. */
enum PlantedMessageBugs implements PlantedBug {
  A_MESSAGE_IS_DROPPED(Promise.KEEPS_MESSAGES) {
    @Override
    public Transport transport(Transport honest) {
      return (loop, request, listener) ->
          new PassLink(honest.open(loop, request, listener)) {
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
  A_MESSAGE_IS_REMOVED_WHEN_IT_IS_READ(Promise.KEEPS_MESSAGES) {
    @Override
    public MessageStore store(MessageStore honest) {
      return new PassStore(honest) {
        @Override
        public void load(MessageClass of, long after, int max, long maxSize, Loaded answer) {
          super.load(
              of,
              after,
              max,
              maxSize,
              new Loaded() {
                @Override
                public void loaded(List<StoredMessage> messages, boolean all) {
                  messages.forEach(message -> remove(message.number()));
                  answer.loaded(messages, all);
                }

                @Override
                public void failed(String why) {
                  answer.failed(why);
                }
              });
        }
      };
    }
  },
  A_MESSAGE_IS_ACCEPTED_BEFORE_THE_COMMIT(Promise.SAFE_WHEN_ACCEPTED) {
    @Override
    public MessageStore store(MessageStore honest) {
      return new EagerStore(honest);
    }
  },
  WHAT_IS_STORED_IS_CALLED_REFUSED(Promise.REFUSED_STAYS) {
    @Override
    public MessageStore store(MessageStore honest) {
      return new PassStore(honest) {
        @Override
        public void add(OutboundMessage message, String id, long millis, Added answer) {
          super.add(
              message,
              id,
              millis,
              new Added() {
                @Override
                public void stored(long number) {
                  if (number % 5 == 0) {
                    answer.failed("planted");
                  } else {
                    answer.stored(number);
                  }
                }

                @Override
                public void failed(String why) {
                  answer.failed(why);
                }
              });
        }
      };
    }
  },
  MESSAGES_OVERTAKE(Promise.KEEPS_ORDER) {
    @Override
    public Transport transport(Transport honest) {
      return (loop, request, listener) ->
          new PassLink(honest.open(loop, request, listener)) {
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
  STORED_MESSAGES_ARE_READ_BACKWARDS(Promise.KEEPS_ORDER) {
    @Override
    public MessageStore store(MessageStore honest) {
      return new PassStore(honest) {
        @Override
        public void load(MessageClass of, long after, int max, long maxSize, Loaded answer) {
          super.load(
              of,
              after,
              max,
              maxSize,
              new Loaded() {
                @Override
                public void loaded(List<StoredMessage> messages, boolean all) {
                  answer.loaded(
                      messages.stream()
                          .sorted((a, b) -> Long.compare(b.number(), a.number()))
                          .toList(),
                      all);
                }

                @Override
                public void failed(String why) {
                  answer.failed(why);
                }
              });
        }
      };
    }
  },
  ACKNOWLEDGEMENTS_ARE_NOT_READ(Promise.KNOWN_DUPLICATES) {
    @Override
    public SessionProtocol protocol(SessionProtocol honest) {
      return new PassProtocol(honest) {
        @Override
        ProtocolOutputs outputs(ProtocolOutputs out) {
          return new PassOutputs(out) {
            @Override
            public void answered(AnswerTo to, String body) {
              if (!Letter.isOne(Stamp.answered(body))) {
                super.answered(to, body);
              }
            }
          };
        }
      };
    }
  },
  A_MESSAGE_THAT_COMES_AGAIN_HAS_ANOTHER_ID(Promise.KNOWN_DUPLICATES) {
    @Override
    public SessionProtocol protocol(SessionProtocol honest) {
      return new PassProtocol(honest) {
        private int ids;

        @Override
        Expected request(ProtocolSession session, Request request, ProtocolOutputs out) {
          return super.request(
              session,
              request instanceof Request.Deliver it
                  ? new Request.Deliver(it.id() + "-" + ++ids, it.payload())
                  : request,
              out);
        }
      };
    }
  },
  VALUES_OVERTAKE(Promise.LATEST_VALUE_LAST) {
    @Override
    public Transport transport(Transport honest) {
      return (loop, request, listener) ->
          new PassLink(honest.open(loop, request, listener)) {
            private Optional<Runnable> held = Optional.empty();

            @Override
            public void sendText(String text, Runnable written) {
              if (!text.contains("v") || !text.contains(String.valueOf(Letter.MARK))) {
                super.sendText(text, written);
              } else if (held.isEmpty()) {
                held = Optional.of(() -> super.sendText(text, written));
              } else {
                super.sendText(text, written);
                held.get().run();
                held = Optional.empty();
              }
            }
          };
    }
  },
  BEST_EFFORT_IS_TAKEN_TOO_SERIOUSLY(Promise.BEST_EFFORT_ONCE) {
    @Override
    public OutboundMessage message(OutboundMessage.Text honest) {
      Delivery its = honest.delivery();
      return its.messageClass() == MessageClass.BEST_EFFORT
          ? new OutboundMessage.Text(
              honest.text(),
              new Delivery(MessageClass.AT_LEAST_ONCE, "", its.id(), its.sessionBound()))
          : honest;
    }
  },
  SESSIONS_ARE_ALL_THE_SAME(Promise.SESSION_BOUND) {
    @Override
    public OutboundMessage message(OutboundMessage.Text honest) {
      Delivery its = honest.delivery();
      return new OutboundMessage.Text(
          honest.text(), new Delivery(its.messageClass(), its.key(), its.id(), false));
    }
  },
  WHAT_HAS_WAITED_COMES_AT_ONCE(Promise.REPLAY_PACE) {
    @Override
    public OutboxSettings outbox(OutboxSettings honest) {
      return new OutboxSettings(
          honest.atLeastOnce(),
          honest.latestValue(),
          honest.bestEffort(),
          honest.bestEffortOverflow(),
          honest.maxAge(),
          ReplayPolicy.unlimited(),
          honest.acknowledgedWithin());
    }
  },
  MESSAGES_AGE_TOO_FAST(Promise.GIVES_UP_FOR_A_REASON) {
    @Override
    public OutboxSettings outbox(OutboxSettings honest) {
      return new OutboxSettings(
          honest.atLeastOnce(),
          honest.latestValue(),
          honest.bestEffort(),
          honest.bestEffortOverflow(),
          Optional.of(Duration.ofSeconds(1)),
          honest.replay(),
          honest.acknowledgedWithin());
    }
  },
  TEN_TIMES_AS_MANY_MAY_WAIT(Promise.WITHIN_BOUNDS) {
    @Override
    public OutboxSettings outbox(OutboxSettings honest) {
      return new OutboxSettings(
          tenTimes(honest.atLeastOnce()),
          tenTimes(honest.latestValue()),
          tenTimes(honest.bestEffort()),
          honest.bestEffortOverflow(),
          honest.maxAge(),
          honest.replay(),
          honest.acknowledgedWithin());
    }

    private OutboxLimits tenTimes(OutboxLimits honest) {
      return new OutboxLimits(
          10 * honest.maxMessages(), 10 * honest.maxSize(), honest.maxMessageSize());
    }
  },
  SOME_READING_NEVER_ENDS(Promise.ALL_ARRIVES) {
    @Override
    public MessageStore store(MessageStore honest) {
      return new PassStore(honest) {
        private int loads;

        @Override
        public void load(MessageClass of, long after, int max, long maxSize, Loaded answer) {
          if (++loads % 5 != 0) {
            super.load(of, after, max, maxSize, answer);
          }
        }
      };
    }
  };

  private final Promise breaks;

  PlantedMessageBugs(Promise breaks) {
    this.breaks = breaks;
  }

  @Override
  public Promise breaks() {
    return breaks;
  }
}
