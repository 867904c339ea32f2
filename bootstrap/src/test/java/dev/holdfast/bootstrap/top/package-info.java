/** Tests of the live view. */
@NullMarked
package dev.holdfast.bootstrap.top;

import org.jspecify.annotations.NullMarked;
