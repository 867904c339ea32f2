/**
 * What happens after a connection ended: one table from causes to verdicts. Its root is {@code
 * VerdictTable}.
 */
package dev.holdfast.domain.verdict;
