package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.time.VirtualTime;
import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.outbox.OutboxLimits;
import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.application.port.out.StoredMessage;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** All messages of one connection, in the lives of all processes, and what was seen of them. */
final class MessageBook {

  private final Plan plan;
  private final Optional<SimulatedDisk> disk;
  private final VirtualTime time;
  private final Reasons reasons;
  private final WrittenWatch written;
  private final Map<String, Letter> all = new HashMap<>();

  /** In the order in which they were given, as long as something may become of them. */
  private final List<Letter> open = new ArrayList<>();

  private final Map<Long, Letter> numbers = new HashMap<>();

  /** Of each key, the one that arrived last. */
  private final Map<String, Letter> lastValues = new HashMap<>();

  private BiConsumer<Promise, String> broke = (promise, how) -> {};
  private int life;
  private int link;
  private boolean linkOver = true;
  private int sent;
  private int buried;
  private long givenUp;

  /**
   * An empty book.
   *
   * @param disk where messages outlive a process, if they do
   */
  MessageBook(Plan plan, Optional<SimulatedDisk> disk, VirtualTime time) {
    this.plan = plan;
    this.disk = disk;
    this.time = time;
    this.reasons =
        new Reasons(
            plan.settings().outbox(), time, () -> linkOver ? Letter.Session.NONE : session());
    this.written =
        new WrittenWatch(
            plan.settings().outbox(),
            plan.keeping().acknowledged(),
            reasons,
            (promise, how) -> broke.accept(promise, how));
  }

  /** The number of the process that will begin next. */
  int nextLife() {
    return life + 1;
  }

  private Letter.Session session() {
    return new Letter.Session(life, link);
  }

  // --- the process ---

  /**
   * A process begins, the first or the next; what the one before had in memory is gone.
   *
   * @param its is told of broken promises
   */
  void anotherLife(BiConsumer<Promise, String> its) {
    broke = its;
    life++;
    link = 0;
    linkOver = true;
    sent = 0;
    buried = 0;
    givenUp = 0;
    numbers.clear();
    for (StoredMessage stored : disk.map(SimulatedDisk::content).orElse(List.of())) {
      if (stored.message() instanceof OutboundMessage.Text text) {
        numbers.put(stored.number(), all.get(text.text()));
      }
    }
    open.clear();
    all.values().stream().sorted((a, b) -> a.isBefore(b) ? -1 : 1).forEach(this::findAgain);
  }

  private void findAgain(Letter letter) {
    boolean found = disk.isPresent() && disk.get().holds(letter.text());
    letter.anotherLife(found);
    if (found) {
      open.add(letter);
    }
  }

  // --- the user ---

  /** A user gives a message, while the connection is up or not. */
  Letter given(OutboundMessage.Text message, boolean up) {
    Letter.Session present = up ? session() : new Letter.Session(life, 0);
    Letter letter = new Letter(all.size(), message, present, time.nanoTime());
    all.put(letter.text(), letter);
    open.add(letter);
    return letter;
  }

  /** The user is told; false if nobody is there any more. */
  boolean answered(Letter letter, SendResult result) {
    if (!letter.isGivenTo(life)) {
      return false;
    }
    if (letter.answer().isPresent()) {
      broke.accept(Promise.SAFE_WHEN_ACCEPTED, letter + " is answered twice");
    }
    letter.answered(result);
    if (result != SendResult.ACCEPTED) {
      if (letter.hasArrived()) {
        broke.accept(Promise.REFUSED_STAYS, letter + " arrived and was refused: " + result);
      }
    } else if (disk.isPresent() && letter.isStored() && !disk.get().hasHeld(letter.text())) {
      broke.accept(Promise.SAFE_WHEN_ACCEPTED, letter + " is accepted, and not on the disk");
    }
    return true;
  }

  // --- the store ---

  void stored(String text, long number) {
    numbers.put(number, all.get(text));
  }

  /** The application says that the gateway has it. */
  void removing(long number) {
    Letter letter = numbers.get(number);
    boolean known = letter != null && (letter.isDelivered() || letter.isAcknowledged());
    if (!known) {
      broke.accept(
          Promise.KEEPS_MESSAGES,
          letter + " is removed, and was not " + (isAcknowledged() ? "acknowledged" : "written"));
    }
  }

  void burying(long number, String reason) {
    Letter letter = numbers.get(number);
    if (letter == null || !reasons.isRight(letter, reason)) {
      broke.accept(Promise.GIVES_UP_FOR_A_REASON, letter + " is put aside as " + reason);
    } else {
      letter.buried();
      buried++;
    }
  }

  // --- the wire ---

  void newLink(int number) {
    link = number;
    linkOver = false;
  }

  /** The connection is up, at this time of the process's own clock. */
  void up(long now) {
    written.up(now);
    open.forEach(letter -> letter.up(link));
  }

  /** The link ended by itself. */
  void ended(Cause cause) {
    if (cause.kind() == CauseKind.CLOSED_BY_GATEWAY && MoodyGateway.isTooMuch(cause.code())) {
      List<Letter> onTheWay =
          open.stream().filter(it -> it.isOpen() && it.isWrittenIn(session())).toList();
      long largest = onTheWay.stream().mapToLong(Letter::size).max().orElse(0);
      onTheWay.stream().filter(it -> it.size() == largest).forEach(Letter::costALink);
    }
  }

  void linkOver() {
    linkOver = true;
  }

  /**
   * A message is given to the link.
   *
   * @param id what the gateway knows it by; empty if it is not told
   * @param now the time of the process's own clock
   */
  void writing(String text, String id, long now) {
    Letter letter = all.get(text);
    if (letter == null) {
      broke.accept(Promise.REFUSED_STAYS, text + " is written, and nobody gave it");
    } else {
      if (letter.isRefused()) {
        broke.accept(Promise.REFUSED_STAYS, text + " is written, and was refused");
      }
      written.writing(letter, session(), id, open, now);
    }
  }

  /** The link says that this one was handed to the operating system. */
  void left(String text) {
    sent++;
    find(text).ifPresent(Letter::delivered);
  }

  /** The message of which this is the text, if it is one. */
  Optional<Letter> find(String text) {
    return Optional.ofNullable(all.get(text));
  }

  /**
   * The gateway has got it.
   *
   * @param from the life of the process that has sent it, from 1
   * @param by the number of its link
   */
  void arrived(String text, int from, int by) {
    Letter letter = all.get(text);
    if (letter == null || letter.isRefused()) {
      broke.accept(Promise.REFUSED_STAYS, text + " arrived and was not accepted");
      return;
    }
    int times = letter.arrived();
    if (times > 1 && letter.is(MessageClass.BEST_EFFORT)) {
      broke.accept(Promise.BEST_EFFORT_ONCE, letter + " arrived " + times + " times");
    }
    if (letter.isBoundElsewhere(new Letter.Session(from, by))) {
      broke.accept(Promise.SESSION_BOUND, letter + " arrived by link " + by);
    }
    if (letter.is(MessageClass.LATEST_VALUE)) {
      lastValues.put(letter.delivery().key(), letter);
    } else if (times == 1 && isAcknowledged()) {
      mustNotOvertake(letter);
    }
  }

  /** What has not arrived is still kept: then it comes later than what was given later. */
  private void mustNotOvertake(Letter letter) {
    for (Letter other : open) {
      if (other.isBefore(letter)
          && other.delivery().messageClass() == letter.delivery().messageClass()
          && other.isKept()
          && !other.hasArrived()
          && !reasons.exist(other)) {
        broke.accept(Promise.KEEPS_ORDER, letter + " arrived before " + other);
      }
    }
  }

  private boolean isAcknowledged() {
    return plan.keeping().acknowledged();
  }

  // --- what must hold ---

  /** Between two steps. */
  void check(ConnectionStatus now) {
    open.removeIf(letter -> !letter.isOpen() || isReplaced(letter));
    Map<MessageClass, List<Letter>> kept = new HashMap<>();
    Set<String> keys = new HashSet<>();
    int count = 0;
    for (Letter letter : open) {
      if (letter.isKept()) {
        count += letter.is(MessageClass.LATEST_VALUE) && !keys.add(letter.delivery().key()) ? 0 : 1;
        mustBeOnDisk(letter);
      }
      // Whoever will replace it may have done so, and nobody has been told.
      if (letter.isKept() && !reasons.exist(letter) && !isFollowed(letter, any -> true)) {
        kept.computeIfAbsent(letter.delivery().messageClass(), any -> new ArrayList<>())
            .add(letter);
      }
    }
    long unseen = now.traffic().givenUp() - buried;
    if (count > now.queued() + unseen) {
      broke.accept(
          Promise.KEEPS_MESSAGES,
          String.format(
              "%s are accepted and not delivered, but %d wait and %d were given up",
              open, now.queued(), unseen));
    }
    if (!isAcknowledged() && now.traffic().sent() > sent) {
      broke.accept(
          Promise.KEEPS_MESSAGES,
          now.traffic().sent() + " told as sent, but " + sent + " have left");
    }
    kept.forEach(this::mustBeWithin);
    if (now.traffic().givenUp() != givenUp) {
      givenUp = now.traffic().givenUp();
      mustHaveReasons();
    }
  }

  /** A newer one has taken its place, or has been where it was to go. */
  private boolean isReplaced(Letter letter) {
    return isFollowed(
        letter,
        newer -> newer.isKept() || newer.isDelivered() || newer.isBuried() || isOnDisk(newer));
  }

  /** Whether there is a newer value of its kind of which this is so. */
  private boolean isFollowed(Letter letter, Predicate<Letter> how) {
    if (!letter.is(MessageClass.LATEST_VALUE)) {
      return false;
    }
    for (int i = open.size() - 1; i >= 0 && letter.isBefore(open.get(i)); i--) {
      Letter other = open.get(i);
      if (other.delivery().key().equals(letter.delivery().key()) && how.test(other)) {
        return true;
      }
    }
    return false;
  }

  private boolean isOnDisk(Letter letter) {
    return disk.isPresent() && disk.get().hasHeld(letter.text());
  }

  private void mustBeOnDisk(Letter letter) {
    if (disk.isPresent() && letter.isStored() && !disk.get().holds(letter.text())) {
      broke.accept(Promise.KEEPS_MESSAGES, letter + " is accepted, and not on the disk any more");
    }
  }

  private void mustBeWithin(MessageClass which, List<Letter> kept) {
    OutboxLimits limits = plan.limits(which);
    long size = kept.stream().mapToLong(Letter::size).sum();
    if (kept.size() > limits.maxMessages() || size > limits.maxSize()) {
      broke.accept(
          Promise.WITHIN_BOUNDS,
          String.format("%s of %s wait, beyond %s", kept, which.label(), limits));
    }
  }

  private void mustHaveReasons() {
    long some =
        all.values().stream()
            .filter(letter -> !letter.isRefused())
            .filter(letter -> letter.isBuried() || reasons.exist(letter))
            .count();
    if (givenUp > some) {
      broke.accept(
          Promise.GIVES_UP_FOR_A_REASON,
          givenUp + " are given up, but there is a reason for " + some + " only");
    }
  }

  /** What must still arrive, as long as the process lives and the gateway is there. */
  List<Letter> toArrive() {
    return open.stream().filter(it -> it.isKept() && !reasons.exist(it)).toList();
  }

  /** Of these, those that have neither arrived nor been replaced nor been given up. */
  List<Letter> missing(List<Letter> some) {
    return some.stream()
        .filter(letter -> !letter.hasArrived() && !letter.isBuried() && !reasons.exist(letter))
        .filter(letter -> !letter.is(MessageClass.LATEST_VALUE) || isLastOfItsKey(letter))
        .toList();
  }

  private boolean isLastOfItsKey(Letter letter) {
    String key = letter.delivery().key();
    Letter last = lastValues.get(key);
    return last == null || last.isBefore(letter);
  }

  /** Those of which an older value arrived last. */
  List<Letter> overtaken(List<Letter> some) {
    return some.stream()
        .filter(letter -> letter.is(MessageClass.LATEST_VALUE) && letter.hasArrived())
        .filter(this::isLastOfItsKey)
        .toList();
  }

  /** What was given to this process and was not answered. */
  List<Letter> unanswered() {
    return all.values().stream()
        .filter(letter -> letter.isGivenTo(life) && letter.answer().isEmpty())
        .toList();
  }

  boolean isDiskEmpty() {
    return disk.map(it -> it.content().isEmpty()).orElse(true);
  }
}
