/** Canaries in the place of the machine. */
package dev.holdfastcanary.domain.connection;
