package dev.holdfast.adapter.adminhttp;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.application.port.in.ReloadOutcome;
import java.io.IOException;
import java.util.List;

/** What a new configuration has made of the connections, as JSON. */
final class ReloadJson {

  private ReloadJson() {}

  static void write(ReloadOutcome.Done done, JsonGenerator fields) throws IOException {
    names("added", done.added(), fields);
    names("changed", done.changed(), fields);
    names("replaced", done.replaced(), fields);
    names("removed", done.removed(), fields);
    fields.writeNumberField("unchanged", done.unchanged());
    names("failed", done.failed(), fields);
    names("afterRestart", done.afterRestart(), fields);
  }

  private static void names(String key, List<String> all, JsonGenerator fields) throws IOException {
    fields.writeArrayFieldStart(key);
    for (String name : all) {
      fields.writeString(name);
    }
    fields.writeEndArray();
  }
}
