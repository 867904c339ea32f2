/** The session protocols that come with Holdfast. {@code Protocols} finds them by name. */
@NullMarked
package dev.holdfast.adapter.protocol;

import org.jspecify.annotations.NullMarked;
