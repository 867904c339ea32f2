package dev.holdfast.bootstrap.bench.client;

/** What a measured client has to do; each belongs to one path of the gateway. */
public enum Workload {
  /** Take what the gateway floods it with. */
  RECEIVE("/flood"),
  /** Send as fast as it can. */
  SEND("/count"),
  /** One message in flight, sent on from the listener. */
  ECHO("/echo");

  private final String path;

  Workload(String path) {
    this.path = path;
  }

  /** The path of the upgrade request. */
  String path() {
    return path;
  }
}
