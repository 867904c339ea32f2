/**
 * The canaries: a little tree with the packages of the project, in which nearly every class breaks
 * a rule of the architecture on purpose; nothing runs it.
 */
package dev.holdfastcanary;
