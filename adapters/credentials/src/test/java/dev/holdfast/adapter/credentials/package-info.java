/**
 * Tests of issued tokens: the cache in virtual time, the command with real processes, OAuth with a
 * real server.
 */
package dev.holdfast.adapter.credentials;
