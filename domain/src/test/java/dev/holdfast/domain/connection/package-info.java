/**
 * Tests of the connection machine: scenarios, cells of its table, properties over random stories.
 */
package dev.holdfast.domain.connection;
