/**
 * Decides what the service manager that started the process is told: that it has started, how it
 * is, that it lives, that it ends. The ways are outside.
 */
@NullMarked
package dev.holdfast.application.notify;

import org.jspecify.annotations.NullMarked;
