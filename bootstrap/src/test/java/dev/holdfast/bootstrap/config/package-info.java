/** What the configuration comes to, from every source, and what is said when it is wrong. */
package dev.holdfast.bootstrap.config;
