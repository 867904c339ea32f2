/** The session protocols as a gateway and an application see them. */
@NullMarked
package dev.holdfast.adapter.protocol;

import org.jspecify.annotations.NullMarked;
