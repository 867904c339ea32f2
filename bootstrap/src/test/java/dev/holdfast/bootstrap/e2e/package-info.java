/**
 * The daemon as its user sees it: a process started by its launcher, against a gateway that can do
 * anything to a connection; {@link dev.holdfast.bootstrap.e2e.DaemonProcess} is the handle on it.
 */
package dev.holdfast.bootstrap.e2e;
