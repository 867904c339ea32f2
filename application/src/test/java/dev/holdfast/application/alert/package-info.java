/** Alerts, in virtual time. */
@NullMarked
package dev.holdfast.application.alert;

import org.jspecify.annotations.NullMarked;
