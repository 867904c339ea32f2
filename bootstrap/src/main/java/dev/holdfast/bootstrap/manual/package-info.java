/**
 * The manual page and the completion of shells, written by the build from the command line itself.
 */
@NullMarked
package dev.holdfast.bootstrap.manual;

import org.jspecify.annotations.NullMarked;
