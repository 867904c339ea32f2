/** Decides when somebody is to be told that connections are down, or up again. */
@NullMarked
package dev.holdfast.application.alert;

import org.jspecify.annotations.NullMarked;
