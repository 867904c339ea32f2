/** Tests of the ledger of commands. */
package dev.holdfast.domain.command;
