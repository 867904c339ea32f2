/** Tests of the manual page, of the completion, and of how they are packed. */
package dev.holdfast.bootstrap.manual;
