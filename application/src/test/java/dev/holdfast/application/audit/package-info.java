/** The audit, in virtual time. */
@NullMarked
package dev.holdfast.application.audit;

import org.jspecify.annotations.NullMarked;
