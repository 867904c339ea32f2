package dev.holdfast.bootstrap.cli;

import com.google.inject.Injector;
import dev.holdfast.adapter.adminhttp.AdminLimits;
import dev.holdfast.adapter.adminhttp.AdminOptions;
import dev.holdfast.adapter.adminhttp.AdminServer;
import dev.holdfast.adapter.adminhttp.AdminServices;
import dev.holdfast.adapter.adminhttp.LiveEvents;
import dev.holdfast.bootstrap.config.AdminConfig;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens and closes the control API of the daemon. */
final class ControlApi {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.control");

  private ControlApi() {}

  /**
   * Takes the address that was asked for. If nobody asked, the usual one, and if another process
   * has that, none: several daemons on one machine need no configuration for it.
   *
   * @return empty if there is no control API
   * @throws IOException if the address that was asked for cannot be had, in words for people
   */
  static Optional<AdminServer> bind(Optional<AdminConfig> config) throws IOException {
    if (config.isEmpty()) {
      return Optional.empty();
    }
    AdminConfig admin = config.get();
    try {
      return Optional.of(
          AdminServer.bind(
              new AdminOptions(
                  admin.address().host(),
                  admin.address().port(),
                  admin.address().loopback(),
                  admin.token(),
                  AdminLimits.defaults())));
    } catch (IOException e) {
      if (!admin.address().byDefault()) {
        throw new IOException(
            "ADMIN_ADDRESS=" + admin.address().text() + " cannot be used: " + e.getMessage(), e);
      }
      LOG.warn(
          "No control API: {} cannot be used ({}); ADMIN_ADDRESS says where else, or off",
          admin.address().text(),
          e.getMessage());
      return Optional.empty();
    }
  }

  /** Begins to answer. */
  static void serve(AdminServer server, Injector injector) {
    server.serve(injector.getInstance(AdminServices.class), injector.getInstance(LiveEvents.class));
    LOG.info("Control API on http://{}/", server.address());
  }

  /** Hangs up. */
  static void close(AdminServer server) {
    try {
      server.close();
    } catch (IOException e) {
      LOG.warn("The control API was not closed in good order: {}", e.getMessage());
    }
  }
}
