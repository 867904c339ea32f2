/**
 * What comes through standard input: messages or commands, line by line, and no faster than it
 * goes.
 */
@NullMarked
package dev.holdfast.bootstrap.stdin;

import org.jspecify.annotations.NullMarked;
