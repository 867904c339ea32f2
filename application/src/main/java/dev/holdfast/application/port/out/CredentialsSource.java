package dev.holdfast.application.port.out;

import java.util.concurrent.CompletionStage;

/** Where credentials come from; asked anew for every attempt, so that they may change. */
@FunctionalInterface
public interface CredentialsSource {

  /**
   * Asks for credentials. Called on a loop, so it never blocks; slow sources complete later, on any
   * thread.
   *
   * @param fresh whether those given last were rejected by the gateway, so that a cached value will
   *     not do
   * @return completes exceptionally if there are none to be had now; the message names the source,
   *     never a secret
   */
  CompletionStage<Credentials> credentials(boolean fresh);
}
