/** Tests of the durable outbox: its promises, its failures, crashes and losses of power. */
package dev.holdfast.adapter.outbox;
