/** Tests of the outbox in virtual time. */
package dev.holdfast.application.outbox;
