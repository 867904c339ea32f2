/** Canaries among the session protocols. */
package dev.holdfastcanary.adapter.protocol;
