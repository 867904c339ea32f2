/** Canaries among the in-ports. */
package dev.holdfastcanary.application.port.in;
