/**
 * The domain and the application in virtual time: the same code that runs the daemon, driven from a
 * seed instead of by a network and a clock.
 */
package dev.holdfast.adapter.simulation;
