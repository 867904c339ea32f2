/** Canaries in the place of the clock. */
package dev.holdfastcanary.domain.time;
