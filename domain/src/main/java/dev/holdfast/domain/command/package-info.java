/**
 * What becomes of commands: which may go out, which answer is for whom, and how each ends. Pure,
 * with time as data.
 */
package dev.holdfast.domain.command;
