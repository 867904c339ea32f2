/** The connection at work, told as stories in virtual time, one file for each behaviour. */
@NullMarked
package dev.holdfast.application.service;

import org.jspecify.annotations.NullMarked;
