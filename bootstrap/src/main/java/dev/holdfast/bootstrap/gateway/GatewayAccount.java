package dev.holdfast.bootstrap.gateway;

/**
 * Who may log in to a gateway that asks for a login. Printing it shows no password.
 *
 * @param email the user name
 * @param password the password that goes with it
 */
public record GatewayAccount(String email, String password) {

  private static final GatewayAccount DEMO =
      new GatewayAccount("demo@holdfast.test", "not-a-secret");

  /**
   * The one account of the demo gateway. Everybody may know it.
   *
   * @return the account
   */
  public static GatewayAccount demo() {
    return DEMO;
  }

  @Override
  public String toString() {
    return "GatewayAccount[" + email + "]";
  }
}
