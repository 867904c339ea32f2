package dev.holdfast.bootstrap.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What operators put between a daemon and a gateway. It cuts links that are silent for {@link
 * #IDLE_LIMIT}, and a second after it was reloaded those of its former self.
 */
enum Middlebox {
  NGINX("nginx", "HUP", 502) {
    @Override
    String configuration() {
      return """
          daemon off;
          worker_processes 1;
          worker_shutdown_timeout 1s;
          pid nginx.pid;
          events { worker_connections 64; }
          http {
            access_log off;
            client_body_temp_path body;
            proxy_temp_path proxy;
            fastcgi_temp_path fastcgi;
            uwsgi_temp_path uwsgi;
            scgi_temp_path scgi;
            server {
              listen 127.0.0.1:%1$d;
              location / {
                proxy_pass http://127.0.0.1:%2$d;
                proxy_http_version 1.1;
                proxy_set_header Upgrade $http_upgrade;
                proxy_set_header Connection "upgrade";
                proxy_connect_timeout %3$ds;
                proxy_read_timeout %3$ds;
              }
            }
          }
          """;
    }

    @Override
    List<String> command(Path program, Path folder) {
      return List.of(
          program.toString(), "-e", "stderr", "-p", folder.toString(), "-c", "configuration");
    }
  },

  HAPROXY("haproxy", "USR2", 503) {
    @Override
    String configuration() {
      return """
          global
            hard-stop-after 1s
          defaults
            mode http
            retries 0
            timeout connect %3$ds
            timeout client %3$ds
            timeout server %3$ds
            timeout tunnel %3$ds
          frontend daemon
            bind 127.0.0.1:%1$d
            default_backend gateway
          backend gateway
            server gateway 127.0.0.1:%2$d
          """;
    }

    @Override
    List<String> command(Path program, Path folder) {
      return List.of(program.toString(), "-W", "-db", "-f", "configuration");
    }
  };

  /** Silence that it does not bear. */
  static final Duration IDLE_LIMIT = Duration.ofSeconds(3);

  private final String program;
  private final String reloadSignal;
  private final int statusWithoutUpstream;

  Middlebox(String program, String reloadSignal, int statusWithoutUpstream) {
    this.program = program;
    this.reloadSignal = reloadSignal;
    this.statusWithoutUpstream = statusWithoutUpstream;
  }

  /** Its configuration, with places for its port, that of the gateway, and the limit in seconds. */
  abstract String configuration();

  abstract List<String> command(Path program, Path folder);

  /** One that is not started yet. */
  RealServer before(int gatewayPort, RealServers servers) throws IOException {
    Path executable = Executables.require(program);
    Path folder = servers.folder();
    int port = RealServer.freePort();
    Files.writeString(
        folder.resolve("configuration"),
        configuration().formatted(port, gatewayPort, IDLE_LIMIT.toSeconds()));
    return servers.keep(new RealServer(port, folder, command(executable, folder)));
  }

  /** The signal on which it reads its configuration again, in a new process. */
  String reloadSignal() {
    return reloadSignal;
  }

  /** What it answers when the gateway is not there. */
  int statusWithoutUpstream() {
    return statusWithoutUpstream;
  }
}
