/** Tests that the pages of this module tell the truth. */
package dev.holdfast.domain;
