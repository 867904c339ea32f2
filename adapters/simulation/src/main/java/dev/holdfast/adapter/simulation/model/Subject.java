package dev.holdfast.adapter.simulation.model;

import dev.holdfast.domain.connection.ConnectionMachine;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Effects;
import dev.holdfast.domain.connection.Event;
import java.util.random.RandomGenerator;

/**
 * What is explored: the machine, or the machine with a bug planted around it. Its memory has the
 * form that {@link dev.holdfast.domain.connection.MachineMemory} describes.
 */
interface Subject {

  /** Makes one for a policy; jitter comes from the generator. */
  @FunctionalInterface
  interface Maker {

    /** The real machine, as it is. */
    Maker REAL = Subject::real;

    /** A new one. */
    Subject make(ConnectionPolicy policy, RandomGenerator random);
  }

  /** See {@link ConnectionMachine#handle}. */
  void handle(Event event, long now, Effects effects);

  /** See {@link ConnectionMachine#save}. */
  void save(long[] into, int at);

  /** See {@link ConnectionMachine#load}. */
  void load(long[] from, int at);

  /** See {@link ConnectionMachine#state}. */
  ConnectionState state();

  /** See {@link ConnectionMachine#failures}. */
  int failures();

  /** See {@link ConnectionMachine#hasDeadline}. */
  boolean hasDeadline();

  /** See {@link ConnectionMachine#nextDeadlineNanos}. */
  long nextDeadlineNanos();

  /** The real machine. */
  static Subject real(ConnectionPolicy policy, RandomGenerator random) {
    ConnectionMachine machine = new ConnectionMachine(policy, random, 0);
    return new Subject() {
      @Override
      public void handle(Event event, long now, Effects effects) {
        machine.handle(event, now, effects);
      }

      @Override
      public void save(long[] into, int at) {
        machine.save(into, at);
      }

      @Override
      public void load(long[] from, int at) {
        machine.load(from, at);
      }

      @Override
      public ConnectionState state() {
        return machine.state();
      }

      @Override
      public int failures() {
        return machine.failures();
      }

      @Override
      public boolean hasDeadline() {
        return machine.hasDeadline();
      }

      @Override
      public long nextDeadlineNanos() {
        return machine.nextDeadlineNanos();
      }
    };
  }
}
