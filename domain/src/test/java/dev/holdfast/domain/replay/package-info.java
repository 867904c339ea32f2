/** Tests of the pace of what has waited. */
package dev.holdfast.domain.replay;
