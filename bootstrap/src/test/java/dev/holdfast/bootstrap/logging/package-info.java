/** What a log line looks like, and what never gets into one. */
package dev.holdfast.bootstrap.logging;
