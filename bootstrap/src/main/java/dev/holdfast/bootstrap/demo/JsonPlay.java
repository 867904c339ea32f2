package dev.holdfast.bootstrap.demo;

import dev.holdfast.application.port.in.CommandUseCase;
import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.application.port.out.MessageSink;
import dev.holdfast.application.service.DialogueSettings;
import dev.holdfast.bootstrap.config.CredentialsConfig;
import dev.holdfast.domain.connection.ConnectionState;
import java.util.List;
import java.util.function.Supplier;

/** {@code json}: no login, and readings come by themselves. */
final class JsonPlay implements Play {

  @Override
  public List<String> introduction() {
    return List.of("Its sensors send a reading twice a second.");
  }

  @Override
  public CredentialsConfig credentials() {
    return CredentialsConfig.none();
  }

  @Override
  public ConnectionState up() {
    return ConnectionState.CONNECTED;
  }

  @Override
  public MessageSink sink() {
    // The connection counts what it hands on.
    return (message, roomAgain) -> true;
  }

  @Override
  public DialogueSettings dialogue(List<Integer> serials) {
    return DialogueSettings.defaults();
  }

  @Override
  public List<ConnectionObserver> observers(Supplier<CommandUseCase> connection) {
    return List.of();
  }

  @Override
  public List<String> summary(ConnectionStatus last) {
    return List.of("messages received: " + last.traffic().received());
  }
}
