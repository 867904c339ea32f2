package dev.holdfast.adapter.metrics;

import dev.holdfast.application.port.in.FindConnectionsUseCase;
import dev.holdfast.application.port.in.HealthUseCase;
import dev.holdfast.application.port.out.EventLoop;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Where figures come from; all may be asked on any thread and answer at once.
 *
 * @param connections the connections of the process; asked for when it is first needed
 * @param health how the process is
 * @param loops the event loops
 * @param sinks every sink
 * @param bytesRead bytes of frames that were read
 * @param bytesWritten bytes of frames that were written
 * @param bufferBytes memory that buffers take outside of the heap
 * @param suppressedLines lines that the log left out
 */
public record MetricsSources(
    Supplier<FindConnectionsUseCase> connections,
    Supplier<HealthUseCase> health,
    Supplier<List<EventLoop>> loops,
    Supplier<List<SinkFigures>> sinks,
    LongSupplier bytesRead,
    LongSupplier bytesWritten,
    LongSupplier bufferBytes,
    LongSupplier suppressedLines) {}
