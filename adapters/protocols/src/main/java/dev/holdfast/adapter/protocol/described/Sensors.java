package dev.holdfast.adapter.protocol.described;

import java.util.Optional;

/**
 * How the gateway tells of its sensors, apart from their readings.
 *
 * @param ask the command that asks for it, given after every login; empty if it is told unasked
 * @param when which messages tell
 * @param each the place of the object or the list whose members are sensors
 * @param member the places in a member
 * @param sensor where in a member it is named; nothing if the member's own name in an object is it
 * @param rate where in a member its sampling rate is, in samples per second
 */
public record Sensors(
    Optional<String> ask, Condition when, int each, MessageShape member, Pick sensor, int rate) {}
