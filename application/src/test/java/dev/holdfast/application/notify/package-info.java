/** What a service manager is told, in virtual time. */
@NullMarked
package dev.holdfast.application.notify;

import org.jspecify.annotations.NullMarked;
