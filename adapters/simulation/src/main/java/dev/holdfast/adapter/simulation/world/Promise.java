package dev.holdfast.adapter.simulation.world;

/** The promises that are checked after every step, in the words of the design. */
public enum Promise {
  /** At most one socket at any time. */
  ONE_SOCKET("never two live sockets for one connection"),
  /** At most one timer, so at most one planned retry. */
  ONE_TIMER("never more than one pending timer"),
  /** Once an end was asked for, nothing starts. */
  NO_ATTEMPT_AFTER_STOP("no attempt starts after a stop was asked for"),
  /** Socket, timer and state are gone in time. */
  ENDS_IN_TIME("the end comes within the time that was given"),
  /** Liveness. */
  COMES_UP("up within connect timeout + cap + close timeout once the faults have ended"),
  /** Half-open links do not stay. */
  NOTICES_DEATH("a dead gateway is noticed within heartbeat interval + timeout"),
  /** Nothing that was accepted is lost by us or changes its place. */
  KEEPS_MESSAGES("what was accepted is delivered, still kept, or given up and counted"),
  /** The answer is worth something. */
  SAFE_WHEN_ACCEPTED("a message is accepted only once it is stored, and everybody is answered"),
  /** A no is a no. */
  REFUSED_STAYS("nothing that was refused leaves or arrives"),
  /** First come, first served. */
  KEEPS_ORDER("messages of a class leave and arrive in the order in which they were given"),
  /** At least once is not at random. */
  KNOWN_DUPLICATES(
      "a message comes again only after a lost link, a crash or a missing acknowledgement, with the"
          + " same id"),
  /** What is known last is what is so. */
  LATEST_VALUE_LAST("a value is not followed by an older one"),
  /** Rather not at all than twice. */
  BEST_EFFORT_ONCE("a best-effort message arrives once at most"),
  /** What is meant for one session is of no use to the next. */
  SESSION_BOUND("what is meant for one session is not sent in another"),
  /** No second storm. */
  REPLAY_PACE("what has waited for the link follows at its pace"),
  /** Nobody gives up too early. */
  GIVES_UP_FOR_A_REASON("no accepted message is given up without a reason"),
  /** Bounds are bounds. */
  WITHIN_BOUNDS("no more waits than the bounds of its class allow"),
  /** Liveness of what is to be sent. */
  ALL_ARRIVES("all that is accepted arrives once the faults have ended, and nothing stays stored"),
  /** Transitions follow the table and each other. */
  LEGAL_TRANSITIONS("only transitions that the table has, one after the other"),
  /** What comes from an older attempt changes nothing. */
  STALE_IS_COUNTED("an event of an older attempt is counted and changes nothing"),
  /** Retries keep to the policy. */
  BOUNDED_DELAYS("no delay above the bound of its verdict"),
  /** Whoever asks is told, once. */
  COMMANDS_END("every command ends exactly once, within its time"),
  /** The same for readings, also for those that nobody waits for. */
  ACQUISITIONS_END("every acquisition ends exactly once, within its time"),
  /** An outcome says no more than what happened. */
  HONEST_OUTCOMES("not sent only if the gateway never sees it, unknown only if it may have"),
  /** Nobody gets what was meant for another. */
  OWN_ANSWERS("an answer goes to the one it belongs to"),
  /** No second try where a second time does harm. */
  NEVER_TWICE("what must not be done twice is seen by the gateway once at most"),
  /** Being up is of use. */
  SERVES_AGAIN("subscribed, on schedule and answered again once the faults have ended"),
  /** Nothing but the login before the login. */
  LOGIN_FIRST("nothing is asked or sent before the login is accepted"),
  /** Whoever has not accepted us has no say. */
  OBEYS_AFTER_LOGIN("nothing that the gateway wants is done before it has accepted the login"),
  /** One word is enough. */
  SUBSCRIBES_ONCE("no subscription is asked for again while it is waited for or acknowledged"),
  /** Duplicates are recognised. */
  NO_REPEATS("what the gateway repeats is given to the sink once"),
  /** Whoever reads the messages sees where some may be missing. */
  MARKS_GAPS("a mark between the messages before a lost link and those after it"),
  /** The gateway is answered as it asked. */
  ANSWERS_CALLS_ONCE("a call of the gateway is answered at most once, on the link it came by"),
  /** Nobody waits for what will not come. */
  NOTHING_PENDING_AFTER_STOP("after a stop nothing that was asked goes on"),
  /** Nobody is woken at night for nothing. */
  AUDIT_AGREES("the daemon, when it looks at itself, finds nothing wrong where nothing is"),
  /** Our own bugs. */
  NO_INTERNAL_ERROR("no internal error");

  private final String words;

  Promise(String words) {
    this.words = words;
  }

  /** The promise in plain words. */
  public String words() {
    return words;
  }
}
