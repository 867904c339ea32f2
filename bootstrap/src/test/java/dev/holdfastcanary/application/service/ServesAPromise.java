package dev.holdfastcanary.application.service;

import dev.holdfastcanary.application.port.out.PromisesAService;

/** Wrong: the other half of the cycle. */
public final class ServesAPromise {

  PromisesAService port() {
    return new PromisesAService();
  }
}
