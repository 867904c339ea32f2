package dev.holdfastcanary.application.port.out;

import dev.holdfastcanary.application.service.ServesAPromise;

/** Wrong: a port with behaviour, and one half of a cycle. */
public final class PromisesAService {

  ServesAPromise service() {
    return new ServesAPromise();
  }
}
