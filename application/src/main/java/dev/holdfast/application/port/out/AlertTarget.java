package dev.holdfast.application.port.out;

/** Where alerts go. */
@FunctionalInterface
public interface AlertTarget {

  /** Passes an alert on. Returns at once; what becomes of it is the target's business. */
  void tell(Alert alert);
}
