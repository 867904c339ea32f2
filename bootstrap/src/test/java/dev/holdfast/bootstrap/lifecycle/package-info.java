/** Tests of the life of the process, as far as they need no process. */
package dev.holdfast.bootstrap.lifecycle;
