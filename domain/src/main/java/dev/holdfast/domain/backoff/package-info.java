/** How long to wait before the next attempt: pure functions, no clock and no randomness inside. */
package dev.holdfast.domain.backoff;
