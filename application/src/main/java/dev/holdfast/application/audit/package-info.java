/**
 * Looks at the running daemon for what must never be, from outside the loops: a loop that hangs
 * cannot say so itself.
 */
@NullMarked
package dev.holdfast.application.audit;

import org.jspecify.annotations.NullMarked;
