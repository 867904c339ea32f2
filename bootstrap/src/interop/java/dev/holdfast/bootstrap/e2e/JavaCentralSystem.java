package dev.holdfast.bootstrap.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eu.chargetime.ocpp.AuthenticationException;
import eu.chargetime.ocpp.JSONServer;
import eu.chargetime.ocpp.ServerEvents;
import eu.chargetime.ocpp.feature.profile.ServerCoreEventHandler;
import eu.chargetime.ocpp.feature.profile.ServerCoreProfile;
import eu.chargetime.ocpp.model.SessionInformation;
import eu.chargetime.ocpp.model.core.AuthorizeConfirmation;
import eu.chargetime.ocpp.model.core.AuthorizeRequest;
import eu.chargetime.ocpp.model.core.BootNotificationConfirmation;
import eu.chargetime.ocpp.model.core.BootNotificationRequest;
import eu.chargetime.ocpp.model.core.DataTransferConfirmation;
import eu.chargetime.ocpp.model.core.DataTransferRequest;
import eu.chargetime.ocpp.model.core.HeartbeatConfirmation;
import eu.chargetime.ocpp.model.core.HeartbeatRequest;
import eu.chargetime.ocpp.model.core.MeterValuesConfirmation;
import eu.chargetime.ocpp.model.core.MeterValuesRequest;
import eu.chargetime.ocpp.model.core.RegistrationStatus;
import eu.chargetime.ocpp.model.core.ResetRequest;
import eu.chargetime.ocpp.model.core.ResetType;
import eu.chargetime.ocpp.model.core.StartTransactionConfirmation;
import eu.chargetime.ocpp.model.core.StartTransactionRequest;
import eu.chargetime.ocpp.model.core.StatusNotificationConfirmation;
import eu.chargetime.ocpp.model.core.StatusNotificationRequest;
import eu.chargetime.ocpp.model.core.StopTransactionConfirmation;
import eu.chargetime.ocpp.model.core.StopTransactionRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * A central system on the Java library of ChargeTime, run as a process of its own. It tells and
 * obeys as the one on Node does; of its orders it knows {@code {"call":"Reset"}}.
 */
final class JavaCentralSystem implements ServerEvents, ServerCoreEventHandler {

  private final String password;
  private volatile Optional<UUID> latest = Optional.empty();

  private JavaCentralSystem(String password) {
    this.password = password;
  }

  /** Listens until it is killed. */
  public static void main(String[] arguments) throws IOException {
    JavaCentralSystem system = new JavaCentralSystem(System.getenv("PASSWORD"));
    JSONServer server = new JSONServer(new ServerCoreProfile(system));
    server.open("127.0.0.1", Integer.parseInt(System.getenv("PORT")), system);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      system.obey(new ObjectMapper().readTree(line), server);
    }
    server.close();
  }

  private void obey(JsonNode order, JSONServer server) {
    if (!order.path("call").asText().equals("Reset")) {
      throw new IllegalArgumentException("not an order: " + order);
    }
    try {
      server
          .send(latest.orElseThrow(), new ResetRequest(ResetType.Soft))
          .whenComplete(
              (answer, failure) ->
                  tell(
                      failure == null
                          ? "{\"event\":\"answer\",\"action\":\"Reset\"}"
                          : "{\"event\":\"error\",\"action\":\"Reset\",\"text\":\""
                              + failure.toString().replace('"', '\'')
                              + "\"}"));
    } catch (Exception e) {
      throw new IllegalStateException("the charge point cannot be called", e);
    }
  }

  @Override
  public void authenticateSession(SessionInformation session, String user, byte[] key)
      throws AuthenticationException {
    if (key == null || !password.equals(new String(key, StandardCharsets.UTF_8))) {
      tell("{\"event\":\"refused\",\"identity\":\"" + user + "\"}");
      throw new AuthenticationException(401);
    }
  }

  @Override
  public void newSession(UUID session, SessionInformation information) {
    latest = Optional.of(session);
    tell("{\"event\":\"client\",\"identity\":\"" + information.getIdentifier() + "\"}");
  }

  @Override
  public void lostSession(UUID session) {
    tell("{\"event\":\"closed\"}");
  }

  @Override
  public BootNotificationConfirmation handleBootNotificationRequest(
      UUID session, BootNotificationRequest request) {
    called("BootNotification");
    return new BootNotificationConfirmation(ZonedDateTime.now(), 1, RegistrationStatus.Accepted);
  }

  @Override
  public HeartbeatConfirmation handleHeartbeatRequest(UUID session, HeartbeatRequest request) {
    called("Heartbeat");
    return new HeartbeatConfirmation(ZonedDateTime.now());
  }

  @Override
  public StatusNotificationConfirmation handleStatusNotificationRequest(
      UUID session, StatusNotificationRequest request) {
    called("StatusNotification");
    return new StatusNotificationConfirmation();
  }

  @Override
  public AuthorizeConfirmation handleAuthorizeRequest(UUID session, AuthorizeRequest request) {
    throw notUsed();
  }

  @Override
  public DataTransferConfirmation handleDataTransferRequest(
      UUID session, DataTransferRequest request) {
    throw notUsed();
  }

  @Override
  public MeterValuesConfirmation handleMeterValuesRequest(
      UUID session, MeterValuesRequest request) {
    throw notUsed();
  }

  @Override
  public StartTransactionConfirmation handleStartTransactionRequest(
      UUID session, StartTransactionRequest request) {
    throw notUsed();
  }

  @Override
  public StopTransactionConfirmation handleStopTransactionRequest(
      UUID session, StopTransactionRequest request) {
    throw notUsed();
  }

  private static UnsupportedOperationException notUsed() {
    return new UnsupportedOperationException("no test sends this");
  }

  private static void called(String action) {
    tell("{\"event\":\"call\",\"action\":\"" + action + "\"}");
  }

  private static void tell(String json) {
    System.out.println(json);
  }
}
