package dev.holdfast.application.outbox;

import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.port.out.ProtocolProfile;
import dev.holdfast.application.port.out.WallClock;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What an outbox works with.
 *
 * @param loop the loop of the connection
 * @param store where messages outlive the process; empty if they are kept in memory
 * @param profile whether messages are acknowledged
 * @param wallClock the time of day
 * @param random for the pace; used on the loop only
 * @param answers where callers are told; never a loop
 * @param later runs a task on the loop, later; any thread; harmless when the loop has ended
 * @param listener told of what is not simply sent
 * @param onArrival run on the loop when there is more to send
 */
public record OutboxPorts(
    EventLoop loop,
    Optional<MessageStore> store,
    ProtocolProfile profile,
    WallClock wallClock,
    RandomGenerator random,
    Executor answers,
    Consumer<Runnable> later,
    OutboxListener listener,
    Runnable onArrival) {}
