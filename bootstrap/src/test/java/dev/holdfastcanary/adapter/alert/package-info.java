/** Canaries among the alerts. */
package dev.holdfastcanary.adapter.alert;
