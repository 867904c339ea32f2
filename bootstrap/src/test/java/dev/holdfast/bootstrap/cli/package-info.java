/** What the commands print, and how they end. */
package dev.holdfast.bootstrap.cli;
