package dev.holdfast.bootstrap.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.in.CommandUseCase;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.domain.connection.ConnectionState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Asks after every login which sensors there are, and tells when that has changed. Any thread. */
final class SensorDiscovery {

  private static final JsonFactory JSON = new JsonFactory();

  private final Command question;
  private final DemoStory story;
  private final AtomicInteger logins = new AtomicInteger();
  private final AtomicReference<String> told = new AtomicReference<>("");

  /**
   * Nothing is asked yet.
   *
   * @param timeout how long the answer may take
   */
  SensorDiscovery(Duration timeout, DemoStory story) {
    // Not idempotent to the engine, though it is: after a lost link it is asked anew anyway.
    this.question = new Command("GET_DYN_CONNECTED", "", timeout, false);
    this.story = story;
  }

  /** An observer that asks this connection. */
  ConnectionObserver on(Supplier<CommandUseCase> connection) {
    return (id, transition) -> {
      if (transition.to() == ConnectionState.AUTHENTICATED) {
        logins.incrementAndGet();
        connection.get().command(question).thenAccept(this::answered);
      }
    };
  }

  int logins() {
    return logins.get();
  }

  private void answered(CommandOutcome outcome) {
    // Whoever lost the link on the way asks again on the next one.
    if (outcome instanceof CommandOutcome.Answered answer) {
      String sensors = words(answer.body());
      if (!told.getAndSet(sensors).equals(sensors)) {
        story.link(sensors);
      }
    }
  }

  /** The serial numbers and names in an object that is keyed by serial number. */
  static String words(String body) {
    List<String> sensors = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(body)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String serial = parser.currentName();
        parser.nextToken();
        sensors.add(serial + name(parser));
      }
    } catch (IOException e) {
      return "sensors: not understood";
    }
    return "sensors: " + (sensors.isEmpty() ? "none" : String.join(", ", sensors));
  }

  private static String name(JsonParser parser) throws IOException {
    String name = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      if (field.equals("Name")) {
        name = " (" + parser.getText() + ")";
      } else {
        parser.skipChildren();
      }
    }
    return name;
  }
}
