package dev.holdfast.adapter.outbox;

/**
 * What an outbox file did since it was opened.
 *
 * @param commits transactions, each of them one wait for the disk
 * @param stored messages that were stored
 * @param refused messages that could not be stored
 * @param failures transactions that failed
 * @param largestBatch the most messages that were stored by one transaction
 * @param deadLettersDropped dead letters that had to go because there were too many
 */
public record OutboxCounts(
    long commits,
    long stored,
    long refused,
    long failures,
    long largestBatch,
    long deadLettersDropped) {}
