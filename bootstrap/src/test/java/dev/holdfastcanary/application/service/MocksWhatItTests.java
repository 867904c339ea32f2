package dev.holdfastcanary.application.service;

import java.lang.reflect.Proxy;

/** Wrong in a test: a port without behaviour. */
final class MocksWhatItTests {

  boolean isMock(Object port) {
    return Proxy.isProxyClass(port.getClass());
  }
}
