package dev.holdfast.bootstrap.e2e;

import dev.holdfast.adapter.transport.fixture.RawGateway;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test its gateway and its daemons, ends both after it, and prints what they did when it
 * failed.
 */
final class EndToEndExtension implements ParameterResolver, AfterEachCallback {

  private static final Namespace NAMESPACE = Namespace.create(EndToEndExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    Class<?> type = parameter.getParameter().getType();
    return type == RawGateway.class || type == Daemons.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    Class<?> type = parameter.getParameter().getType();
    Store store = test.getStore(NAMESPACE);
    try {
      Object made = type == RawGateway.class ? RawGateway.start().countHeld() : new Daemons();
      store.put(type, made);
      return made;
    } catch (IOException e) {
      throw new ParameterResolutionException("cannot make a " + type.getSimpleName(), e);
    }
  }

  @Override
  public void afterEach(ExtensionContext test) throws IOException {
    Store store = test.getStore(NAMESPACE);
    Optional<Daemons> daemons = Optional.ofNullable(store.remove(Daemons.class, Daemons.class));
    Optional<RawGateway> gateway =
        Optional.ofNullable(store.remove(RawGateway.class, RawGateway.class));
    if (test.getExecutionException().isPresent()) {
      System.err.println(
          "=== "
              + test.getDisplayName()
              + " failed\n"
              + daemons.map(Daemons::describe).orElse("no daemon")
              + "\ngateway: "
              + gateway.map(RawGateway::describe).orElse("none")
              + "\n===");
    }
    if (daemons.isPresent()) {
      daemons.get().close();
    }
    if (gateway.isPresent()) {
      gateway.get().close();
    }
  }
}
