package dev.holdfast.adapter.simulation.world;

import dev.holdfast.application.message.Delivery;
import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.in.SendResult;
import java.util.Optional;

/** One message that a user wanted to send, and what was seen to become of it. */
final class Letter {

  /** What every message of the user begins with, so that it is told from others on the wire. */
  static final char MARK = 'm';

  /** Where it is now. */
  private enum Place {
    /** Somewhere in the application, as far as it was accepted. */
    OPEN,
    /** Written, or acknowledged where messages are. */
    DELIVERED,
    /** Put aside. */
    BURIED,
    /** Died with the process that had it. */
    GONE
  }

  private final int number;
  private final OutboundMessage.Text message;
  private final Session given;
  private final long givenNanos;
  private Optional<SendResult> answer = Optional.empty();
  private Place place = Place.OPEN;
  private boolean found;
  private boolean knownToLoop;
  private String id = "";
  private Session written = Session.NONE;
  private int writtenThere;
  private int waitedForLink;
  private int arrivals;
  private boolean acknowledged;
  private boolean refusedByGateway;
  private int linksItCost;

  /**
   * A link of the life of a process.
   *
   * @param life the number of the process, from 1
   * @param link the number of the link in it, from 1
   */
  record Session(int life, int link) {
    static final Session NONE = new Session(0, 0);
  }

  /**
   * Not answered yet.
   *
   * @param number its place among all
   * @param message what it is
   * @param given the session that there was when it was given
   * @param givenNanos when, in the time of the world
   */
  Letter(int number, OutboundMessage.Text message, Session given, long givenNanos) {
    this.number = number;
    this.message = message;
    this.given = given;
    this.givenNanos = givenNanos;
    this.id = message.delivery().id();
  }

  /** Whether this is the text of one. */
  static boolean isOne(String text) {
    return !text.isEmpty() && text.charAt(0) == MARK;
  }

  // --- what it is ---

  boolean isBefore(Letter other) {
    return number < other.number;
  }

  String text() {
    return message.text();
  }

  long size() {
    return message.size();
  }

  Delivery delivery() {
    return message.delivery();
  }

  boolean is(MessageClass which) {
    return delivery().messageClass() == which;
  }

  /** Whether it is kept in a store, where there is one on a disk. */
  boolean isStored() {
    return !is(MessageClass.BEST_EFFORT);
  }

  boolean isBoundElsewhere(Session session) {
    return delivery().sessionBound() && !given.equals(session);
  }

  boolean isGivenTo(int life) {
    return given.life() == life;
  }

  long givenNanos() {
    return givenNanos;
  }

  // --- what the user was told ---

  void answered(SendResult result) {
    answer = Optional.of(result);
  }

  Optional<SendResult> answer() {
    return answer;
  }

  boolean isRefused() {
    return answer.isPresent() && answer.get() != SendResult.ACCEPTED;
  }

  // --- where it is ---

  /** Whether it must be somewhere: it was accepted, or found on the disk, and nothing ended it. */
  boolean isKept() {
    return place == Place.OPEN && (found || answer.orElse(null) == SendResult.ACCEPTED);
  }

  /** Whether nothing is known to have ended it. */
  boolean isOpen() {
    return place == Place.OPEN && !isRefused();
  }

  boolean isDelivered() {
    return place == Place.DELIVERED;
  }

  boolean isBuried() {
    return place == Place.BURIED;
  }

  /** Whether it died with the process that had it. */
  boolean isGone() {
    return place == Place.GONE;
  }

  /** The loop knows of it: it has not been told of it later than whatever comes from now on. */
  void loopKnows() {
    knownToLoop = true;
  }

  void delivered() {
    if (place == Place.OPEN) {
      place = Place.DELIVERED;
    }
  }

  void buried() {
    place = Place.BURIED;
  }

  /** Another process begins, and has it or not. */
  void anotherLife(boolean hasIt) {
    found = hasIt;
    knownToLoop = hasIt;
    acknowledged = false;
    if (hasIt) {
      place = Place.OPEN;
    } else if (place == Place.OPEN) {
      place = Place.GONE;
    }
  }

  // --- on the wire ---

  /** A link is up; what the loop knows of has waited for it. */
  void up(int link) {
    if (knownToLoop && isOpen()) {
      waitedForLink = link;
    }
  }

  boolean hasWaitedFor(int link) {
    return waitedForLink == link;
  }

  /** It is written; answers how often it was before, in this session. */
  int writing(Session session) {
    if (!written.equals(session)) {
      written = session;
      writtenThere = 0;
    }
    return writtenThere++;
  }

  boolean isWrittenIn(Session session) {
    return written.equals(session);
  }

  boolean wasWritten() {
    return !written.equals(Session.NONE);
  }

  boolean wasWrittenIn(int life) {
    return written.life() == life;
  }

  /** Its id on the wire; false if it had another one before. */
  boolean hasId(String its) {
    if (id.isEmpty()) {
      id = its;
    }
    return id.equals(its);
  }

  /** It reached the gateway; answers how often it has by now. */
  int arrived() {
    return ++arrivals;
  }

  int arrivals() {
    return arrivals;
  }

  boolean hasArrived() {
    return arrivals > 0;
  }

  void acknowledged() {
    acknowledged = true;
  }

  boolean isAcknowledged() {
    return acknowledged;
  }

  void refusedByGateway() {
    refusedByGateway = true;
  }

  boolean isRefusedByGateway() {
    return refusedByGateway;
  }

  /** A link ended, perhaps over this. */
  void costALink() {
    linksItCost++;
  }

  int linksItCost() {
    return linksItCost;
  }

  @Override
  public String toString() {
    return text();
  }
}
