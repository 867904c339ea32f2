/** Time as the domain sees it: one monotonic {@code Clock}, and a manual one for tests. */
package dev.holdfast.domain.time;
