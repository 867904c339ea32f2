/** Canaries in the life of the process. */
package dev.holdfastcanary.bootstrap.lifecycle;
