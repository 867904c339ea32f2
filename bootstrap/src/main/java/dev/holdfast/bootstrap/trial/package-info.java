/**
 * A session protocol tried against a real gateway: what was sent, what came, and how it was
 * understood, line by line. Its root is {@code Trial}.
 */
@NullMarked
package dev.holdfast.bootstrap.trial;

import org.jspecify.annotations.NullMarked;
