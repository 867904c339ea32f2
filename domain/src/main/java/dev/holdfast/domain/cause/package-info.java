/**
 * Why a connection moved: causes with their stable names, who brought them about, and the close
 * codes of RFC 6455. The root type is {@code Cause}.
 */
package dev.holdfast.domain.cause;
