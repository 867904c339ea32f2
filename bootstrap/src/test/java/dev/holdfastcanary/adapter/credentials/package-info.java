/** Canaries among the credentials. */
package dev.holdfastcanary.adapter.credentials;
