/** A package that no rule knows. */
package dev.holdfastcanary.nowhere;
