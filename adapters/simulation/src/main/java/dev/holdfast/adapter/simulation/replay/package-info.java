/**
 * Recordings of real runs: written beside a running daemon by {@code Recording}, gone through again
 * with the same machine by {@code Replay}. A bug report from the field becomes a test.
 *
 * <p>A recording is a file of JSON objects, one a line. A line with {@code recording} starts a
 * machine and names its policy; every other line is one event that entered it, with the time since
 * its start in nanoseconds, the random numbers that it drew, and the transitions that it made.
 */
@NullMarked
package dev.holdfast.adapter.simulation.replay;

import org.jspecify.annotations.NullMarked;
