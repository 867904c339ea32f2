package dev.holdfastcanary.adapter.protocol;

import dev.holdfastcanary.application.service.ServesAPromise;

/** Wrong: calls a service past its port. */
final class CallsAService {

  ServesAPromise service() {
    return new ServesAPromise();
  }
}
