/** Talks to a running daemon through its control API, on behalf of commands. */
@NullMarked
package dev.holdfast.bootstrap.control;

import org.jspecify.annotations.NullMarked;
