/** Tests of the manual clock. */
package dev.holdfast.domain.time;
