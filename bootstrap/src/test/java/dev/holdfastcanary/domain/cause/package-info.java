/** Canaries in the place of the causes. */
package dev.holdfastcanary.domain.cause;
