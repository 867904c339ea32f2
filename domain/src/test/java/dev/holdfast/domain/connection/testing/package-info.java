/**
 * Instruments for tests of the machine and of whoever drives it: {@code RecordedEffects} writes
 * down what the machine asks for, {@code DrivenMachine} moves its time.
 */
package dev.holdfast.domain.connection.testing;
