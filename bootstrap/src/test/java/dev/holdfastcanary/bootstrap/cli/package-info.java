/** Canaries in the command line. */
package dev.holdfastcanary.bootstrap.cli;
