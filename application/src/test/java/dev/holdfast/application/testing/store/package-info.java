/** What the store port promises, as tests: whoever implements the port inherits them. */
package dev.holdfast.application.testing.store;
