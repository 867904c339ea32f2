/** How fast what has waited may follow once a link is there again. */
package dev.holdfast.domain.replay;
