/**
 * The live view of a daemon's connections in a terminal. {@link dev.holdfast.bootstrap.top.TopView}
 * makes the page, {@link dev.holdfast.bootstrap.top.Screen} shows it.
 */
@NullMarked
package dev.holdfast.bootstrap.top;

import org.jspecify.annotations.NullMarked;
