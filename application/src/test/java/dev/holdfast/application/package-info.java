/** The application as its README shows it. */
@NullMarked
package dev.holdfast.application;

import org.jspecify.annotations.NullMarked;
