/** Canaries in the place of the loop. */
package dev.holdfastcanary.application.service;
