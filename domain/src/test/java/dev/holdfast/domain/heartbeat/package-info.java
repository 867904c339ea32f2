/** Tests of the heartbeat policy. */
package dev.holdfast.domain.heartbeat;
