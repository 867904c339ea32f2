package dev.holdfast.adapter.simulation.world;

/** A promise of the design was broken: what this module looks for. */
final class BrokenPromise extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Promise promise;

  BrokenPromise(Promise promise, String connection, String how) {
    super(connection + ": " + how);
    this.promise = promise;
  }

  Promise promise() {
    return promise;
  }
}
