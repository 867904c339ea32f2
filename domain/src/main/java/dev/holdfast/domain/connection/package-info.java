/**
 * The supervised connection: events in, effects out, one next deadline. {@code ConnectionMachine}
 * is the root; {@code ReactionTable} is the whole behaviour on one page.
 */
package dev.holdfast.domain.connection;
