/** Canaries around the main class. */
package dev.holdfastcanary.bootstrap;
