/** Tests of the verdict table and of the names of its rows. */
package dev.holdfast.domain.verdict;
