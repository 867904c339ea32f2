package dev.holdfast.bootstrap.gateway;

import java.util.Locale;

/** What a demo gateway speaks. */
public enum GatewayProtocol {

  /** {@code json}: answers what it is asked, and sends readings of all sensors by itself. */
  JSON,

  /**
   * {@code ctc}: CTC Connect Wireless, with its bugs. Made from notes about such gateways, not from
   * hardware: what it says is what others have seen, what it does in between is a guess.
   */
  CTC;

  /**
   * What clients call it.
   *
   * @return such as {@code json}
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
