/**
 * The ways in which somebody is told that connections are down or up again. {@link
 * dev.holdfast.adapter.alert.Alerts} is where to begin.
 */
@NullMarked
package dev.holdfast.adapter.alert;

import org.jspecify.annotations.NullMarked;
