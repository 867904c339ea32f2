/**
 * The connections of one daemon: which there are, when each begins, and what a new configuration
 * makes of them. Knows no technology and no dependency injection.
 */
@NullMarked
package dev.holdfast.bootstrap.supervision;

import org.jspecify.annotations.NullMarked;
