package dev.holdfast.adapter.adminhttp;

import dev.holdfast.application.port.in.PastTransition;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where transitions go that clients may follow; nowhere while the control API does not serve. Any
 * thread; never blocks.
 */
public final class LiveEvents implements Consumer<PastTransition> {

  private volatile Optional<Followers> followers = Optional.empty();

  /** Creates the way to clients that are not there yet. */
  public LiveEvents() {}

  @Override
  public void accept(PastTransition past) {
    followers.ifPresent(all -> all.tell(past));
  }

  void leadTo(Followers all) {
    followers = Optional.of(all);
  }
}
