/**
 * How a silent gateway is noticed: the heartbeat's interval, its timeout, and the rule for late
 * timers.
 */
package dev.holdfast.domain.heartbeat;
