package dev.holdfast.bootstrap.supervision;

import dev.holdfast.application.port.in.ReloadOutcome;
import dev.holdfast.bootstrap.config.DaemonConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Collects what a new configuration makes of the connections. */
final class Changes {

  private final List<String> added = new ArrayList<>();
  private final List<String> changed = new ArrayList<>();
  private final List<String> replaced = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private final List<String> afterRestart = new ArrayList<>();
  private int unchanged;
  private int reopened;

  void added(String id) {
    added.add(id);
  }

  void changed(String id) {
    changed.add(id);
  }

  void replaced(String id) {
    replaced.add(id);
  }

  void removed(String id) {
    removed.add(id);
  }

  void unchanged() {
    unchanged++;
  }

  /** How many links are opened anew so far, without this one. */
  int reopened() {
    return reopened++;
  }

  void failed(String id, IOException why) {
    failed.add(id + ": " + why.getMessage());
  }

  /** Names what is the same until the process starts anew. */
  void afterRestart(DaemonConfig before, DaemonConfig now) {
    note(!before.storage().equals(now.storage()), "outbox, journal");
    note(!before.sinks().equals(now.sinks()), "sinks");
    note(!before.admin().equals(now.admin()), "admin");
    note(!before.metrics().equals(now.metrics()), "metrics, otlp");
    note(!before.alerts().equals(now.alerts()), "alert");
    note(!before.shutdownTimeout().equals(now.shutdownTimeout()), "shutdown.timeout");
    note(before.log().format() != now.log().format(), "log.format");
  }

  private void note(boolean differs, String what) {
    if (differs) {
      afterRestart.add(what);
    }
  }

  ReloadOutcome outcome() {
    return new ReloadOutcome.Done(
        added, changed, replaced, removed, unchanged, failed, afterRestart);
  }
}
