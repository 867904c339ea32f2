package dev.holdfast.bootstrap.supervision;

import dev.holdfast.application.port.in.ConnectionUseCases;
import dev.holdfast.application.port.in.FindConnectionsUseCase;
import dev.holdfast.application.port.in.ReloadOutcome;
import dev.holdfast.application.service.KnownConnections;
import dev.holdfast.application.service.SupervisedConnection;
import dev.holdfast.application.service.TransitionHistory;
import dev.holdfast.bootstrap.config.ConnectionConfig;
import dev.holdfast.bootstrap.config.DaemonConfig;
import dev.holdfast.domain.connection.StopReason;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the connections of a daemon: begins them one after the other, makes of them what a new
 * configuration says, and ends them together. Any thread; one change at a time.
 */
public final class Supervisor {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.connections");

  /**
   * What it needs of the world around it.
   *
   * @param maker connects connections to the world
   * @param histories remembers what becomes of one, by its id
   * @param later runs tasks after a while; never on a loop
   * @param random spreads what would happen at once
   * @param pace how many begin at once
   */
  public record Surroundings(
      ConnectionMaker maker,
      Function<String, TransitionHistory> histories,
      Later later,
      RandomGenerator random,
      StartPace pace) {}

  private final Surroundings surroundings;
  private final KnownConnections known = new KnownConnections();
  private final CompletableFuture<StopReason> ended = new CompletableFuture<>();

  /** Guarded by this, like all below. */
  private final Map<String, Member> members = new LinkedHashMap<>();

  /** Connections that are on their way out, each with what it leaves when it is gone. */
  private final Map<String, CompletableFuture<StopReason>> leaving = new LinkedHashMap<>();

  private DaemonConfig config;
  private boolean ending;

  /** For those who must not wait while something changes. */
  private volatile List<SupervisedConnection> published = List.of();

  /**
   * Without connections yet.
   *
   * @param config which there are to be
   */
  public Supervisor(DaemonConfig config, Surroundings surroundings) {
    this.config = config;
    this.surroundings = surroundings;
  }

  /**
   * Makes all connections, unless they are there; none begins yet. Blocks.
   *
   * @throws IOException with one line for the user, if what one needs cannot be had
   */
  public synchronized void prepare() throws IOException {
    for (ConnectionConfig wanted : config.connections()) {
      if (!members.containsKey(wanted.id())) {
        members.put(wanted.id(), make(wanted));
      }
    }
    publish();
  }

  /** The connections there are; those of a new configuration take their place. */
  public FindConnectionsUseCase connections() {
    return known;
  }

  /** The same, as they can be looked at. Never waits. */
  public List<SupervisedConnection> all() {
    return published;
  }

  /** What it was told last. */
  public synchronized DaemonConfig config() {
    return config;
  }

  /** What one of them was told last. */
  public synchronized Optional<ConnectionConfig> config(String id) {
    return Optional.ofNullable(members.get(id)).map(Member::config);
  }

  /** One of them. */
  public synchronized Optional<SupervisedConnection> find(String id) {
    return Optional.ofNullable(members.get(id)).map(Member::connection);
  }

  /** Completes when everything has ended, with the reason that says most. */
  public CompletionStage<StopReason> ended() {
    return ended;
  }

  /** Begins all connections, the first ones at once. */
  public synchronized void start() {
    begin(List.copyOf(members.keySet()));
  }

  /** Cuts the waiting of all of them short. */
  public synchronized void reconnectNow() {
    members.values().forEach(member -> member.connection().reconnectNow());
  }

  /**
   * Makes of the connections what a configuration says. Blocks while it makes new ones; if that
   * fails for one, the others are what they should be.
   *
   * @return what was done
   */
  public synchronized ReloadOutcome reload(DaemonConfig now) {
    if (ending) {
      return new ReloadOutcome.Refused(List.of("the daemon is stopping"));
    }
    if (now.listed() != config.listed()) {
      return new ReloadOutcome.Refused(
          List.of("from one connection to a list of connections, or back, it takes a restart"));
    }
    Changes changes = new Changes();
    List<String> toBegin = new ArrayList<>();
    Map<String, Member> before = new LinkedHashMap<>(members);
    members.clear();
    for (ConnectionConfig wanted : now.connections()) {
      Member member = before.remove(wanted.id());
      if (member == null) {
        add(wanted, changes, toBegin);
      } else {
        change(member, wanted, changes);
      }
    }
    before.values().forEach(member -> remove(member, changes));
    changes.afterRestart(config, now);
    config = now;
    publish();
    begin(toBegin);
    return changes.outcome();
  }

  /**
   * Ends all connections in good order. Returns at once; {@link #ended} completes.
   *
   * @param within how long at most
   */
  public synchronized void shutDown(Duration within) {
    ending = true;
    List<CompletableFuture<StopReason>> all = new ArrayList<>(leaving.values());
    for (Member member : members.values()) {
      member.connection().shutDown(within);
      member.watcher().end();
      all.add(member.watcher().stopped());
    }
    whenDone(
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)),
        unused -> ended.complete(worst(all)));
  }

  /** Those that are on their way out have stopped as asked, or by force. */
  private static StopReason worst(List<CompletableFuture<StopReason>> all) {
    return all.stream().anyMatch(one -> one.join() == StopReason.FORCED)
        ? StopReason.FORCED
        : StopReason.AS_ASKED;
  }

  private Member make(ConnectionConfig wanted) throws IOException {
    StopWatcher watcher = new StopWatcher(config.listed());
    if (!config.listed()) {
      whenDone(watcher.stopped(), reason -> endedByItself(watcher, reason));
    }
    TransitionHistory history = surroundings.histories().apply(wanted.id());
    return new Member(
        wanted, surroundings.maker().make(wanted, List.of(history, watcher)), history, watcher);
  }

  /** The daemon ends with its only connection, not with one that makes room for another. */
  private synchronized void endedByItself(StopWatcher watcher, StopReason reason) {
    if (members.values().stream().anyMatch(member -> member.watcher() == watcher)) {
      ended.complete(reason);
    }
  }

  private void add(ConnectionConfig wanted, Changes changes, List<String> toBegin) {
    CompletableFuture<StopReason> predecessor = leaving.get(wanted.id());
    if (predecessor != null) {
      // Never two of them at once: two links, and two who own one part of the outbox.
      whenDone(predecessor, gone -> succeedSoon(wanted));
      changes.added(wanted.id());
      return;
    }
    try {
      members.put(wanted.id(), make(wanted));
      toBegin.add(wanted.id());
      changes.added(wanted.id());
    } catch (IOException e) {
      changes.failed(wanted.id(), e);
    }
  }

  private void change(Member member, ConnectionConfig wanted, Changes changes) {
    String id = wanted.id();
    if (member.config().equals(wanted)) {
      members.put(id, member);
      changes.unchanged();
    } else if (surroundings.maker().canAdopt(wanted)) {
      Member told = member.told(wanted);
      members.put(id, told);
      adopt(told, sameWay(member.config(), wanted) ? 0 : changes.reopened());
      changes.changed(id);
    } else {
      whenDone(leave(member), gone -> succeedSoon(wanted));
      changes.replaced(id);
    }
  }

  /** Links that must be opened anew are no storm either. */
  private void adopt(Member told, int reopenedBefore) {
    Duration delay = surroundings.pace().delay(reopenedBefore, surroundings.random());
    if (delay.isZero()) {
      surroundings.maker().adopt(told.connection(), told.config());
    } else {
      surroundings.later().run(() -> adopt(told.config().id()), delay);
    }
  }

  private synchronized void adopt(String id) {
    Member member = members.get(id);
    if (member != null && !ending) {
      surroundings.maker().adopt(member.connection(), member.config());
    }
  }

  /** Whether a link that was opened as the one says would be opened like this by the other. */
  private static boolean sameWay(ConnectionConfig one, ConnectionConfig other) {
    return one.gateway().equals(other.gateway())
        && one.transport().equals(other.transport())
        && one.heartbeatMode().equals(other.heartbeatMode());
  }

  private void remove(Member member, Changes changes) {
    leave(member);
    changes.removed(member.config().id());
  }

  private CompletionStage<StopReason> leave(Member member) {
    String id = member.config().id();
    CompletableFuture<StopReason> gone =
        member.watcher().stopped().thenApply(reason -> gone(id, reason));
    leaving.put(id, gone);
    member.connection().shutDown(config.shutdownTimeout());
    member.watcher().end();
    return gone;
  }

  private synchronized StopReason gone(String id, StopReason reason) {
    leaving.remove(id);
    surroundings.maker().gone(id);
    return reason;
  }

  private void succeedSoon(ConnectionConfig wanted) {
    surroundings.later().run(() -> succeed(wanted), Duration.ZERO);
  }

  /** What is completed here always completes well. */
  private static <T> void whenDone(CompletionStage<T> stage, Consumer<T> then) {
    stage.thenAccept(then);
  }

  /** The predecessor is gone; if it is still wanted, the new one takes its place. */
  private synchronized void succeed(ConnectionConfig wanted) {
    boolean stillWanted = config.connections().contains(wanted);
    if (ending || !stillWanted || members.containsKey(wanted.id())) {
      return;
    }
    try {
      members.put(wanted.id(), make(wanted));
      publish();
      begin(List.of(wanted.id()));
    } catch (IOException e) {
      LOG.error("{}: cannot go on as newly configured: {}", wanted.id(), e.getMessage());
    }
  }

  private void begin(List<String> ids) {
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      Duration delay = surroundings.pace().delay(i, surroundings.random());
      if (delay.isZero()) {
        begin(id);
      } else {
        surroundings.later().run(() -> begin(id), delay);
      }
    }
  }

  private synchronized void begin(String id) {
    Member member = members.get(id);
    if (member != null && !ending) {
      member.watcher().wanted();
      member.connection().connect();
    }
  }

  /** In the order of the configuration, also if some are made later than others. */
  private void publish() {
    Map<String, ConnectionUseCases> all = new LinkedHashMap<>();
    List<SupervisedConnection> connections = new ArrayList<>();
    for (ConnectionConfig wanted : config.connections()) {
      Member member = members.get(wanted.id());
      if (member != null) {
        all.put(wanted.id(), member.useCases());
        connections.add(member.connection());
      }
    }
    known.become(all);
    published = List.copyOf(connections);
  }
}
