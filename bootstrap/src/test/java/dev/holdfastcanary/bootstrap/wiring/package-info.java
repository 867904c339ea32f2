/** Canaries where things are wired. */
package dev.holdfastcanary.bootstrap.wiring;
