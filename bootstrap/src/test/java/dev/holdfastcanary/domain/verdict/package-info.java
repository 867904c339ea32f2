/** Canaries in the place of the verdicts. */
package dev.holdfastcanary.domain.verdict;
