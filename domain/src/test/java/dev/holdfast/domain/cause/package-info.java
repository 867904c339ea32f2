/** Tests of causes and close codes. */
package dev.holdfast.domain.cause;
