/** Canaries in the configuration. */
package dev.holdfastcanary.bootstrap.config;
