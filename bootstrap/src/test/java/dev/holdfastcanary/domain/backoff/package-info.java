/** Canaries in the place of the backoff. */
package dev.holdfastcanary.domain.backoff;
