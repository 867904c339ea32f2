package dev.holdfast.adapter.credentials;

import dev.holdfast.application.port.out.CredentialsSource;
import dev.holdfast.application.port.out.WallClock;
import dev.holdfast.domain.cause.Cause;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of one issuer, shared by all connections that use it. Any thread; never blocks.
 *
 * <ul>
 *   <li>A token is given out until shortly before it expires. One of unknown lifetime, or that has
 *       expired by our clock when it arrives, is used once: the gateway is to judge, our clock may
 *       be wrong.
 *   <li>Whoever asks while the issuer is being asked waits for the same answer.
 *   <li>A token that the gateway rejected is not given out again; if nobody has got a newer one
 *       since, the issuer is asked, once for all who hold the rejected one.
 *   <li>A failure holds for a moment, longer if the issuer asks for that, so that many connections
 *       do not fall upon an issuer that is down.
 * </ul>
 */
public final class IssuedTokens implements AutoCloseable {

  /** The number of no token. */
  static final long NONE = 0;

  /** A token has to be good until the gateway has read it, and clocks are not exact. */
  private static final Duration MARGIN_MAX = Duration.ofMinutes(1);

  /** Of a short lifetime the margin is this part. */
  private static final int MARGIN_PART = 10;

  private static final Duration PAUSE_LEAST = Duration.ofSeconds(1);
  private static final Duration PAUSE_MOST = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(IssuedTokens.class);

  /**
   * A token, and when to use it without asking. Printing it does not show it.
   *
   * @param number counts the tokens of this issuer; from 1
   */
  record Held(long number, String value, WallSpan kept) {

    @Override
    public String toString() {
      return "Held[" + number + "]";
    }
  }

  /** A failure, and how long it stands for the next ones. */
  private record Failed(IOException reason, WallSpan pause) {}

  private final TokenIssuer issuer;
  private final Secrets secrets;
  private final WallClock clock;
  private final Executor threads;

  // Guarded by this.
  private @Nullable CompletableFuture<Held> asking;
  private @Nullable Held held;
  private @Nullable Failed failed;
  private long issued = NONE;

  IssuedTokens(TokenIssuer issuer, Secrets secrets, WallClock clock, Executor threads) {
    this.issuer = issuer;
    this.secrets = secrets;
    this.clock = clock;
    this.threads = threads;
  }

  /**
   * Tokens that a command prints.
   *
   * @param secrets told of every token, and asked what must not be repeated of the command's output
   */
  public static IssuedTokens byCommand(CommandOptions options, Secrets secrets, WallClock clock) {
    return new IssuedTokens(
        new TokenCommand(options, clock), secrets, clock, IssuedTokens::onThreadOfItsOwn);
  }

  /**
   * Tokens that an OAuth 2 authorization server issues for the client credentials grant.
   *
   * @param secrets told of every token and of the client's secret as it is sent
   */
  public static IssuedTokens byClientCredentials(
      ClientCredentialsOptions options, Secrets secrets, WallClock clock) {
    return new IssuedTokens(
        new ClientCredentials(options, secrets, clock),
        secrets,
        clock,
        IssuedTokens::onThreadOfItsOwn);
  }

  /**
   * The source for one connection: it remembers which token that connection was given.
   *
   * @param others where the rest of the credentials comes from
   */
  public CredentialsSource forConnection(CredentialsSource others) {
    return new TokenCredentials(this, others);
  }

  /** Ends a command that runs; from now on there are no new tokens. */
  @Override
  public void close() {
    issuer.stop();
  }

  /**
   * Asks for a token.
   *
   * @param rejected the number of the token that the gateway did not take, or {@link #NONE}
   * @return fails with an {@code IOException} that says in plain words why there is none
   */
  CompletableFuture<Held> token(long rejected) {
    CompletableFuture<Held> mine = new CompletableFuture<>();
    synchronized (this) {
      if (asking != null) {
        return asking;
      }
      long now = clock.millis();
      if (held != null && held.number() != rejected && held.kept().covers(now)) {
        return CompletableFuture.completedFuture(held);
      }
      if (failed != null && failed.pause().covers(now)) {
        return CompletableFuture.failedFuture(failed.reason());
      }
      asking = mine;
    }
    try {
      threads.execute(() -> ask(mine));
    } catch (RuntimeException | Error e) {
      // Such as no more threads: the next attempt is to try again, not to wait for this one.
      fail(mine, unexpected(e));
    }
    return mine;
  }

  /** How long until a newer one is asked for; empty if this one is for once. */
  Optional<Duration> renewIn(Held token) {
    long passed = clock.millis() - token.kept().fromMillis();
    // A clock that was set back does not make it last longer.
    Duration left = token.kept().length().minusMillis(Math.max(0, passed));
    return left.toMillis() > 0 ? Optional.of(left) : Optional.empty();
  }

  private void ask(CompletableFuture<Held> mine) {
    try {
      IssuedToken token = issuer.issue();
      secrets.learn(token.value());
      mine.complete(keep(token));
    } catch (TokenException e) {
      fail(mine, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(mine, new TokenException("interrupted"));
    } catch (RuntimeException | Error e) {
      LOG.warn("{} failed in an unexpected way", issuer.name(), e);
      fail(mine, unexpected(e));
    }
  }

  private synchronized Held keep(IssuedToken token) {
    Duration lifetime = token.lifetime().orElse(Duration.ZERO);
    Duration part = lifetime.dividedBy(MARGIN_PART);
    Duration margin = part.compareTo(MARGIN_MAX) < 0 ? part : MARGIN_MAX;
    Held fresh =
        new Held(++issued, token.value(), new WallSpan(clock.millis(), lifetime.minus(margin)));
    held = fresh;
    failed = null;
    asking = null;
    LOG.debug(
        "{}: token {} issued, lifetime {}",
        issuer.name(),
        fresh.number(),
        token.lifetime().map(Duration::toString).orElse("unknown"));
    return fresh;
  }

  private void fail(CompletableFuture<Held> mine, TokenException failure) {
    String words = secrets.mask(issuer.name() + ": " + failure.reason());
    // Cut only after it was masked: half a secret would not be recognised.
    IOException reason =
        new IOException(words.substring(0, Math.min(words.length(), Cause.DETAIL_MAX)));
    synchronized (this) {
      failed = new Failed(reason, new WallSpan(clock.millis(), pause(failure.retryAfter())));
      asking = null;
    }
    mine.completeExceptionally(reason);
  }

  private static Duration pause(Optional<Duration> asked) {
    Duration wish = asked.orElse(PAUSE_LEAST);
    if (wish.compareTo(PAUSE_LEAST) < 0) {
      return PAUSE_LEAST;
    }
    return wish.compareTo(PAUSE_MOST) < 0 ? wish : PAUSE_MOST;
  }

  private static TokenException unexpected(Throwable failure) {
    return new TokenException("cannot be asked (" + failure.getClass().getSimpleName() + ")");
  }

  private static void onThreadOfItsOwn(Runnable task) {
    Thread thread = new Thread(task, "holdfast-token");
    thread.setDaemon(true);
    thread.start();
  }
}
