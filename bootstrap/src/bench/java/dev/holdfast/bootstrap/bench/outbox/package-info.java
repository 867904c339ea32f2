/** What the durable outbox is measured with. */
package dev.holdfast.bootstrap.bench.outbox;
