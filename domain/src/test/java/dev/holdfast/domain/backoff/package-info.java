/** Tests of the delays between attempts, as examples and as properties. */
package dev.holdfast.domain.backoff;
