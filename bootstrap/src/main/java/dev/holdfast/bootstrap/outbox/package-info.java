/** What is in an outbox, as lines for people and for programs. */
@NullMarked
package dev.holdfast.bootstrap.outbox;

import org.jspecify.annotations.NullMarked;
