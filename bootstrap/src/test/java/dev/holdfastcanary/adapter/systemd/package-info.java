/** Canaries among the notices. */
package dev.holdfastcanary.adapter.systemd;
