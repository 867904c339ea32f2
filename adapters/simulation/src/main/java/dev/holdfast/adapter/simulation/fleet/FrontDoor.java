package dev.holdfast.adapter.simulation.fleet;

import dev.holdfast.adapter.simulation.scenario.Fault.Ramp;
import dev.holdfast.adapter.simulation.scenario.Scenario.Gateway;
import java.util.Arrays;

/**
 * Whom the gateway lets in: its rate, its handshakes under way, its connections, its queue.
 *
 * <p>The rate is a bucket of tokens that holds a tenth of a second's worth. The queue is first come
 * first served; an attempt that was given up meanwhile keeps its place, as it does in a listen
 * backlog, but costs nothing when its turn comes.
 */
final class FrontDoor {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double BURST_SECONDS = 0.1;
  private static final int FIRST_CAPACITY = 1024;

  private final Gateway gateway;
  private int nodes;
  private int handshakes;
  private int connections;
  private int handshakesMax;
  private int connectionsMax;

  private double tokens;
  private long tokensAt;
  private int rampFrom;
  private int rampTo;
  private long rampBegin;
  private long rampEnd;

  private long[] queue = new long[FIRST_CAPACITY];
  private int queueHead;
  private int queued;
  private int queuedMax;

  FrontDoor(Gateway gateway) {
    this.gateway = gateway;
    this.nodes = gateway.nodes();
    this.tokens = burst(gateway.acceptRate());
  }

  /** How many nodes are there. */
  void nodes(int value) {
    nodes = value;
  }

  /** From now on the rate grows. */
  void ramp(Ramp ramp, long now) {
    rampFrom = ramp.from();
    rampTo = ramp.to();
    rampBegin = now;
    rampEnd = now + ramp.length().toNanos();
    tokens = 0;
    tokensAt = now;
  }

  /** Whether one more could be let in at this moment, the queue left aside. */
  boolean hasRoom(long now) {
    return below(handshakes, gateway.handshakes())
        && below(connections, gateway.connections())
        && hasToken(now);
  }

  /** Whether it is the rate alone that keeps the next one out. */
  boolean waitsForToken(long now) {
    return below(handshakes, gateway.handshakes())
        && below(connections, gateway.connections())
        && !hasToken(now);
  }

  /** When there will be a token; meaningful if there is none. */
  long tokenAt(long now) {
    double rate = rate(now);
    return now + (long) Math.ceil((1 - tokens) / rate * NANOS_PER_SECOND) + 1;
  }

  /** Somebody is let in: the handshake begins. */
  void letIn(long now) {
    if (rate(now) > 0) {
      tokens--;
    }
    handshakes++;
    connected(1);
    handshakesMax = Math.max(handshakesMax, handshakes);
  }

  /** Links that are there from the start. */
  void connected(int links) {
    connections += links;
    connectionsMax = Math.max(connectionsMax, connections);
  }

  /** A handshake is over, one way or the other. */
  void handshakeOver() {
    handshakes--;
  }

  /** A link or an attempt that was let in is gone. */
  void left() {
    connections--;
  }

  /** Whether anybody may ever wait in it. */
  boolean hasQueue() {
    return gateway.queue() > 0;
  }

  boolean queueIsEmpty() {
    return queued == 0;
  }

  /**
   * Puts an attempt at the end of the queue.
   *
   * @return false if it is full
   */
  boolean enqueue(int device, int attempt) {
    if (queued == gateway.queue()) {
      return false;
    }
    if (queued == queue.length) {
      long[] longer = Arrays.copyOf(queue, Math.min(2 * queued, gateway.queue()));
      // What had wrapped around follows what had not.
      for (int i = 0; i < queued; i++) {
        longer[i] = queue[(queueHead + i) % queue.length];
      }
      queue = longer;
      queueHead = 0;
    }
    queue[(queueHead + queued) % queue.length] = (long) attempt << Integer.SIZE | device;
    queued++;
    queuedMax = Math.max(queuedMax, queued);
    return true;
  }

  int firstDevice() {
    return (int) queue[queueHead];
  }

  int firstAttempt() {
    return (int) (queue[queueHead] >>> Integer.SIZE);
  }

  void dequeue() {
    queueHead = (queueHead + 1) % queue.length;
    queued--;
  }

  void emptyQueue() {
    queued = 0;
  }

  int handshakesMax() {
    return handshakesMax;
  }

  int connectionsMax() {
    return connectionsMax;
  }

  int queuedMax() {
    return queuedMax;
  }

  int connections() {
    return connections;
  }

  int handshakes() {
    return handshakes;
  }

  private boolean hasToken(long now) {
    double rate = rate(now);
    if (rate == 0) {
      return true;
    }
    tokens = Math.min(burst(rate), tokens + rate * ((now - tokensAt) / NANOS_PER_SECOND));
    tokensAt = now;
    return tokens >= 1;
  }

  /** Per second; 0 for no limit. */
  private double rate(long now) {
    if (now < rampEnd) {
      double done = (double) (now - rampBegin) / (rampEnd - rampBegin);
      return (rampFrom + (rampTo - rampFrom) * done) * nodes / gateway.nodes();
    }
    return (double) gateway.acceptRate() * nodes / gateway.nodes();
  }

  private static double burst(double rate) {
    return Math.max(1, rate * BURST_SECONDS);
  }

  private boolean below(int number, int limit) {
    return limit == 0 || (long) number * gateway.nodes() < (long) limit * nodes;
  }
}
