/**
 * The pure rules of a supervised WebSocket connection: state machine, deadlines, backoff,
 * heartbeat, verdicts, commands, replay. Requires nothing but {@code java.base}; the compiler keeps
 * it so.
 */
module dev.holdfast.domain {
  exports dev.holdfast.domain.backoff;
  exports dev.holdfast.domain.cause;
  exports dev.holdfast.domain.command;
  exports dev.holdfast.domain.connection;
  exports dev.holdfast.domain.heartbeat;
  exports dev.holdfast.domain.replay;
  exports dev.holdfast.domain.time;
  exports dev.holdfast.domain.verdict;
}
