package dev.holdfast.bootstrap.gateway;

import dev.holdfast.bootstrap.gateway.CtcMessage.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * The gateway's side of one connection in {@code ctc}: CTC Connect Wireless, a Python program, with
 * the bugs that are known of it. Made from notes, not from hardware.
 *
 * <ul>
 *   <li>Before the login everything but {@code POST_LOGIN} makes it trip over a variable of its
 *       own. A refused login leaves the connection open.
 *   <li>Answers carry nothing that says what they answer; they come in the order of the questions.
 *       A {@code CorrelationId} makes the program raise an exception.
 *   <li>{@code {"type":"ping"}} after the login is answered by the login's answer, twice; and that
 *       answer comes uninvited now and then, ahead of another.
 *   <li>A reading begins with a notification that can overtake the answer to the command. It is
 *       told to the connection that asked, if that has subscribed to changes; with the connection
 *       it is lost.
 * </ul>
 */
final class CtcSession implements Conversation {

  static final String BEFORE_LOGIN = "secondary_command referenced before assignment";

  /** One in so many answers follows a second answer to the login. */
  private static final int SECOND_LOGIN = 8;

  private static final int STARTED_FIRST = 2;
  private static final int WITHOUT_TEMPERATURE = 4;
  private static final Duration STARTS_WITHIN = Duration.ofMillis(150);
  private static final Duration RADIO_WITHIN = Duration.ofMillis(500);

  private enum Happening {
    STARTED,
    READING,
    TEMPERATURE
  }

  private record Pending(Duration at, Happening what, CtcSensor sensor) {

    /** Whether the sensor has no time for another reading before this. */
    boolean occupies(CtcSensor wanted) {
      return sensor.equals(wanted) && what != Happening.TEMPERATURE;
    }
  }

  private final CtcPlant plant;
  private final GatewayAccount account;
  private final Queue<Pending> pending = new PriorityQueue<>(Comparator.comparing(Pending::at));
  private boolean loggedIn;
  private boolean subscribed;

  CtcSession(CtcPlant plant, GatewayAccount account) {
    this.plant = plant;
    this.account = account;
  }

  @Override
  public List<String> answersTo(String text, Duration now) {
    Optional<CtcMessage> read = CtcMessage.read(text);
    if (read.isEmpty()) {
      return List.of(raised("Expecting value: line 1 column 1 (char 0)"));
    }
    CtcMessage message = read.get();
    if (message.type().equals("POST_LOGIN")) {
      return List.of(isCorrelated(message) ? correlated() : login(message));
    }
    if (!loggedIn) {
      return List.of(raised(BEFORE_LOGIN));
    }
    Value lowerCase = message.envelope().get("type");
    if (lowerCase != null && lowerCase.is("ping")) {
      return List.of(CtcFrames.login(account), CtcFrames.login(account));
    }
    if (isCorrelated(message)) {
      return List.of(correlated());
    }
    List<String> answers = new ArrayList<>();
    if (plant.whim(SECOND_LOGIN)) {
      answers.add(CtcFrames.login(account));
    }
    command(message, now, answers);
    return answers;
  }

  @Override
  public List<String> answersToBinary() {
    return List.of(raised("the JSON object must be str, not bytes"));
  }

  @Override
  public Optional<Duration> nextAt() {
    return Optional.ofNullable(pending.peek()).map(Pending::at);
  }

  @Override
  public List<String> due(Duration now) {
    List<String> told = new ArrayList<>();
    while (!pending.isEmpty() && pending.peek().at().compareTo(now) <= 0) {
      Pending next = pending.remove();
      // Told or not, the sensor measures: what it does must not depend on who listens.
      String notification =
          switch (next.what()) {
            case STARTED -> CtcFrames.started(next.sensor());
            case READING -> plant.reading(next.sensor());
            case TEMPERATURE -> plant.temperature(next.sensor());
          };
      if (subscribed) {
        told.add(notification);
      }
    }
    return told;
  }

  private String login(CtcMessage message) {
    Value email = message.data().get("Email");
    Value password = message.data().get("Password");
    if (email == null || password == null) {
      return raised(email == null ? "'Email'" : "'Password'");
    }
    if (email.is(account.email()) && password.is(account.password())) {
      loggedIn = true;
      return CtcFrames.login(account);
    }
    return CtcFrames.error(Optional.of("POST_LOGIN"), "Invalid email or password");
  }

  private void command(CtcMessage message, Duration now, List<String> answers) {
    switch (message.type()) {
      case "" -> answers.add(raised("'Type'"));
      case "GET_DYN_CONNECTED" -> answers.add(CtcFrames.sensors(plant.sensors()));
      case "POST_SUB_CHANGES" -> {
        subscribed = true;
        answers.add(CtcFrames.done());
      }
      case "POST_UNSUB_CHANGES" -> {
        subscribed = false;
        answers.add(CtcFrames.done());
      }
      case "TAKE_DYN_READING" -> takeReading(message, now, answers);
      default -> answers.add(CtcFrames.error(Optional.of(message.type()), "Unknown command"));
    }
  }

  private void takeReading(CtcMessage message, Duration now, List<String> answers) {
    Value serial = message.data().get("Serial");
    if (serial == null) {
      answers.add(raised("'Serial'"));
      return;
    }
    Optional<CtcSensor> found = serial.whole().flatMap(plant::sensor);
    if (found.isEmpty()) {
      answers.add(refused("Sensor " + serial.text() + " is not connected"));
      return;
    }
    CtcSensor sensor = found.get();
    if (pending.stream().anyMatch(other -> other.occupies(sensor))) {
      answers.add(refused("Sensor " + sensor.serial() + " is busy"));
      return;
    }
    Duration begins = now;
    if (subscribed && plant.whim(STARTED_FIRST)) {
      answers.add(CtcFrames.started(sensor));
    } else {
      begins = now.plus(plant.upTo(STARTS_WITHIN));
      pending.add(new Pending(begins, Happening.STARTED, sensor));
    }
    answers.add(CtcFrames.done());
    Duration read = begins.plus(sensor.measuring()).plus(plant.upTo(RADIO_WITHIN));
    pending.add(new Pending(read, Happening.READING, sensor));
    if (!plant.whim(WITHOUT_TEMPERATURE)) {
      Duration warm = read.plusMillis(1).plus(plant.upTo(RADIO_WITHIN));
      pending.add(new Pending(warm, Happening.TEMPERATURE, sensor));
    }
  }

  private static boolean isCorrelated(CtcMessage message) {
    return message.envelope().containsKey("CorrelationId");
  }

  private static String correlated() {
    return raised("unexpected keyword argument 'CorrelationId'");
  }

  private static String refused(String error) {
    return CtcFrames.error(Optional.of("TAKE_DYN_READING"), error);
  }

  /** An exception in the gateway's own program: it does not say which command it was about. */
  private static String raised(String exception) {
    return CtcFrames.error(Optional.empty(), exception);
  }
}
