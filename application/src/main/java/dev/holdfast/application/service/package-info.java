/**
 * The use cases at work: one single-writer loop per connection, which turns port calls into events
 * of the machine and its effects into port calls. The root is {@code SupervisedConnection}.
 */
@NullMarked
package dev.holdfast.application.service;

import org.jspecify.annotations.NullMarked;
