/**
 * The crash test: daemon and gateway are killed again and again while messages are sent, and then
 * every promise is looked at; {@link dev.holdfast.bootstrap.crash.CrashRun} is the program.
 */
package dev.holdfast.bootstrap.crash;
