package dev.holdfast.adapter.simulation.model;

import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Effects;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.EventKind;
import dev.holdfast.domain.connection.MachineMemory;
import dev.holdfast.domain.connection.Reaction;
import dev.holdfast.domain.connection.Transition;
import java.util.OptionalInt;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** One bug at least for each property: the machine with one thing done differently. */
enum PlantedBugs implements Subject.Maker {
  NEVER_ABORTS(Property.ONE_LINK) {
    @Override
    Effects effects(Effects honest) {
      return new Altered.Passed(honest) {
        @Override
        public void abort(long attempt) {}
      };
    }
  },
  ABORTS_TWICE(Property.WELL_FORMED) {
    @Override
    Effects effects(Effects honest) {
      return new Altered.Passed(honest) {
        @Override
        public void abort(long attempt) {
          super.abort(attempt);
          super.abort(attempt);
        }
      };
    }
  },
  DOES_NOT_HEAR_A_STOP_WHILE_WAITING(Property.NO_ATTEMPT_AFTER_STOP) {
    @Override
    public Subject make(ConnectionPolicy policy, RandomGenerator random) {
      return deaf(policy, random, in(ConnectionState.DISCONNECTED, EventKind.DISCONNECT));
    }
  },
  RECONNECTS_AFTER_A_STOP(Property.NO_ATTEMPT_AFTER_STOP) {
    @Override
    public Subject make(ConnectionPolicy policy, RandomGenerator random) {
      return hearing(
          policy,
          random,
          in(ConnectionState.CLOSED, EventKind.RECONNECT_NOW),
          event -> Event.CONNECT);
    }
  },
  DOES_NOT_SAY_THAT_IT_IS_CLOSED(Property.LEGAL_TRANSITIONS) {
    @Override
    Effects effects(Effects honest) {
      return new Altered.Passed(honest) {
        @Override
        public void transitioned(Transition transition) {
          if (transition.to() != ConnectionState.CLOSED) {
            super.transitioned(transition);
          }
        }
      };
    }
  },
  WAITS_LONGER_THAN_THE_CAP(Property.BOUNDED_DELAYS) {
    @Override
    ConnectionPolicy policy(ConnectionPolicy honest) {
      return honest.toBuilder()
          .backoff(new Backoff(Jitter.DECORRELATED, Settings.ticks(1), Settings.ticks(9)))
          .build();
    }
  },
  FORGETS_THE_LIMIT(Property.LIMITED_ATTEMPTS) {
    @Override
    ConnectionPolicy policy(ConnectionPolicy honest) {
      return honest.toBuilder().maxReconnects(OptionalInt.empty()).build();
    }
  },
  GIVES_UP_TOO_EARLY(Property.LIMITED_ATTEMPTS) {
    @Override
    ConnectionPolicy policy(ConnectionPolicy honest) {
      return honest.toBuilder().maxReconnects(OptionalInt.of(1)).build();
    }
  },
  DIALS_AS_SOON_AS_ANY_TIMER_RINGS(Property.ONE_RETRY) {
    @Override
    public Subject make(ConnectionPolicy policy, RandomGenerator random) {
      return hearing(
          policy,
          random,
          in(ConnectionState.DISCONNECTED, EventKind.DEADLINE_REACHED),
          event -> Event.RECONNECT_NOW);
    }
  },
  FORGETS_TO_ARM_THE_CONNECT_TIMEOUT(Property.DEADLINES) {
    @Override
    public Subject make(ConnectionPolicy policy, RandomGenerator random) {
      return new Altered(Subject.real(policy, random)) {
        @Override
        public boolean hasDeadline() {
          return state() != ConnectionState.CONNECTING && super.hasDeadline();
        }
      };
    }
  },
  PUTS_THE_END_OFF_WHENEVER_ASKED_FOR_IT(Property.DEADLINES) {
    @Override
    public Subject make(ConnectionPolicy policy, RandomGenerator random) {
      return new Remembering(
          Subject.real(policy, random), in(ConnectionState.CLOSING, EventKind.DISCONNECT)) {
        @Override
        void alter(long[] words) {
          words[MachineMemory.STATE_DEADLINE] = policy.closeTimeout().toNanos();
        }
      };
    }
  },
  FORGETS_FAILURES_AS_SOON_AS_OPEN(Property.FAILURES_LAST) {
    @Override
    public Subject make(ConnectionPolicy policy, RandomGenerator random) {
      return new Remembering(
          Subject.real(policy, random),
          in(ConnectionState.CONNECTING, EventKind.HANDSHAKE_COMPLETED)) {
        @Override
        void alter(long[] words) {
          words[MachineMemory.SITUATION] -= MachineMemory.failures(words, 0);
        }
      };
    }
  },
  KEEPS_REJECTED_CREDENTIALS(Property.FRESH_CREDENTIALS) {
    @Override
    Effects effects(Effects honest) {
      return new Altered.Passed(honest) {
        @Override
        public void dial(long attempt, boolean freshCredentials) {
          super.dial(attempt, false);
        }
      };
    }
  },
  TAKES_A_FRAME_OF_AN_OLD_LINK_FOR_LIFE(Property.IGNORED_CHANGES_NOTHING) {
    @Override
    public Subject make(ConnectionPolicy policy, RandomGenerator random) {
      return hearing(
          policy,
          random,
          (state, event) -> event instanceof Event.FrameReceived,
          event -> new Event.FrameReceived(Stimulus.CURRENT));
    }
  },
  DOES_NOT_COUNT_WHAT_IT_IGNORES(Property.IGNORED_CHANGES_NOTHING) {
    @Override
    Effects effects(Effects honest) {
      return new Altered.Passed(honest) {
        @Override
        public void ignored(Event event, Reaction why) {}
      };
    }
  },
  CLOSES_WITH_A_CODE_THAT_MAY_NOT_BE_SENT(Property.WELL_FORMED) {
    @Override
    Effects effects(Effects honest) {
      return new Altered.Passed(honest) {
        @Override
        public void startClosing(long attempt, int code, String reason) {
          super.startClosing(attempt, 1006, reason);
        }
      };
    }
  },
  THROWS_AT_A_LATE_HEARTBEAT(Property.NOTHING_THROWS) {
    @Override
    public Subject make(ConnectionPolicy policy, RandomGenerator random) {
      return hearing(
          policy,
          random,
          in(ConnectionState.CLOSING, EventKind.HEARTBEAT_WRITTEN),
          event -> {
            throw new IllegalStateException("what heartbeat?");
          });
    }
  },
  NEVER_RETRIES(Property.COMES_UP) {
    @Override
    public Subject make(ConnectionPolicy policy, RandomGenerator random) {
      return deaf(policy, random, in(ConnectionState.DISCONNECTED, EventKind.DEADLINE_REACHED));
    }
  },
  DOES_NOT_HEAR_THAT_IT_IS_LOGGED_IN(Property.COMES_UP) {
    @Override
    public Subject make(ConnectionPolicy policy, RandomGenerator random) {
      return deaf(policy, random, in(ConnectionState.CONNECTED, EventKind.LOGIN_ACCEPTED));
    }
  },
  GIVES_UP_FOR_GOOD_AFTER_A_FAILURE(Property.COMES_UP) {
    @Override
    ConnectionPolicy policy(ConnectionPolicy honest) {
      return honest.toBuilder().maxReconnects(OptionalInt.of(0)).build();
    }
  },
  NEVER_GIVES_UP_ON_A_CLOSE(Property.ENDS) {
    @Override
    public Subject make(ConnectionPolicy policy, RandomGenerator random) {
      return deaf(policy, random, in(ConnectionState.CLOSING, EventKind.DEADLINE_REACHED));
    }
  },
  NEVER_GIVES_A_LOGIN_UP(Property.GIVES_UP) {
    @Override
    public Subject make(ConnectionPolicy policy, RandomGenerator random) {
      return policy.loginRequired()
          ? deaf(policy, random, in(ConnectionState.CONNECTED, EventKind.DEADLINE_REACHED))
          : Subject.real(policy, random);
    }
  },
  TAKES_ITS_OWN_HEARTBEAT_FOR_LIFE(Property.GIVES_UP) {
    @Override
    public Subject make(ConnectionPolicy policy, RandomGenerator random) {
      return new Altered(Subject.real(policy, random)) {
        @Override
        public void handle(Event event, long now, Effects effects) {
          super.handle(event, now, effects);
          if (Before.up(state(), policy) && event.equals(WRITTEN)) {
            super.handle(new Event.FrameReceived(Stimulus.CURRENT), now, effects);
          }
        }
      };
    }
  };

  private static final Event WRITTEN = new Event.HeartbeatWritten(Stimulus.CURRENT);

  private final Property breaks;

  PlantedBugs(Property breaks) {
    this.breaks = breaks;
  }

  Property breaks() {
    return breaks;
  }

  /** The policy that the machine really has. */
  ConnectionPolicy policy(ConnectionPolicy honest) {
    return honest;
  }

  /** What becomes of the effects. */
  Effects effects(Effects honest) {
    return honest;
  }

  @Override
  public Subject make(ConnectionPolicy policy, RandomGenerator random) {
    return new Altered(Subject.real(policy(policy), random)) {
      @Override
      public void handle(Event event, long now, Effects effects) {
        super.handle(event, now, effects(effects));
      }
    };
  }

  private static BiPredicate<ConnectionState, Event> in(ConnectionState where, EventKind kind) {
    return (state, event) -> state == where && event.kind() == kind;
  }

  private static Subject deaf(
      ConnectionPolicy policy, RandomGenerator random, BiPredicate<ConnectionState, Event> when) {
    return new Altered(Subject.real(policy, random)) {
      @Override
      public void handle(Event event, long now, Effects effects) {
        if (!when.test(state(), event)) {
          super.handle(event, now, effects);
        }
      }
    };
  }

  private static Subject hearing(
      ConnectionPolicy policy,
      RandomGenerator random,
      BiPredicate<ConnectionState, Event> when,
      UnaryOperator<Event> what) {
    return new Altered(Subject.real(policy, random)) {
      @Override
      public void handle(Event event, long now, Effects effects) {
        super.handle(when.test(state(), event) ? what.apply(event) : event, now, effects);
      }
    };
  }

  /** Remembers something else after an event. */
  private abstract static class Remembering extends Altered {

    private final BiPredicate<ConnectionState, Event> when;

    Remembering(Subject real, BiPredicate<ConnectionState, Event> when) {
      super(real);
      this.when = when;
    }

    abstract void alter(long[] words);

    @Override
    public void handle(Event event, long now, Effects effects) {
      boolean differently = when.test(state(), event);
      super.handle(event, now, effects);
      if (differently) {
        long[] words = new long[MachineMemory.WORDS];
        save(words, 0);
        alter(words);
        load(words, 0);
      }
    }
  }
}
