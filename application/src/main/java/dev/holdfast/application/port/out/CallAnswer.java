package dev.holdfast.application.port.out;

/** What we say to a {@link GatewayCall}. */
public sealed interface CallAnswer {

  /**
   * It is done.
   *
   * @param body what the gateway gets to know, mostly JSON text
   */
  record Done(String body) implements CallAnswer {}

  /** We cannot do such things at all. */
  record NotImplemented() implements CallAnswer {}

  /** The login is not accepted yet, so nothing is done for anybody. */
  record TooEarly() implements CallAnswer {}

  /**
   * It could not be done.
   *
   * @param why a sentence for the gateway
   */
  record Failed(String why) implements CallAnswer {}
}
