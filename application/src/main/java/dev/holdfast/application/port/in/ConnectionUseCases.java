package dev.holdfast.application.port.in;

/**
 * All that may be asked of one connection from outside.
 *
 * @param connect wants it
 * @param disconnect no longer wants it
 * @param reconnectNow cuts its waiting short
 * @param send sends messages on it
 * @param lookAgain lets it find messages that others have put among its own
 * @param command gives commands on it
 * @param observe says how it is
 * @param history says what became of it so far
 * @param required whether the daemon counts as ready only while it is up
 */
public record ConnectionUseCases(
    ConnectUseCase connect,
    DisconnectUseCase disconnect,
    ReconnectNowUseCase reconnectNow,
    SendMessageUseCase send,
    LookAgainUseCase lookAgain,
    CommandUseCase command,
    ObserveConnectionUseCase observe,
    ReviewHistoryUseCase history,
    boolean required) {}
