/** Canaries in the place of the transport. */
package dev.holdfastcanary.adapter.transport;
