package dev.holdfast.adapter.simulation.world;

/** A promise of the design was broken: what this module looks for. */
final class BrokenPromise extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Promise promise;
  private final String how;

  BrokenPromise(Promise promise, String connection, String how) {
    super(connection + ": " + how);
    this.promise = promise;
    this.how = connection + ": " + how;
  }

  /** The connection, and what was seen. */
  String how() {
    return how;
  }

  Promise promise() {
    return promise;
  }
}
