/** How alerts get out. */
@NullMarked
package dev.holdfast.adapter.alert;

import org.jspecify.annotations.NullMarked;
