package dev.holdfast.bootstrap.bench.client;

import java.util.Locale;

/** The clients that are compared. */
public enum ClientKind {
  /** Ours, from the use case to the sink. */
  HOLDFAST("Holdfast, whole path"),
  /** Our transport without the connection loop. */
  HOLDFAST_LINK("Holdfast, transport only"),
  /** nv-websocket-client. */
  NV("nv-websocket-client"),
  /** OkHttp. */
  OKHTTP("OkHttp"),
  /** Java-WebSocket. */
  JAVA_WEBSOCKET("Java-WebSocket"),
  /** Netty without any client around it. */
  NETTY("Netty, raw"),
  /** The client in the JDK. */
  JDK("JDK HttpClient"),
  /** Jetty. */
  JETTY("Jetty 12"),
  /** Tyrus with its JDK container. */
  TYRUS("Tyrus, stock JDK container"),
  /** Not on the JVM: a script does the same. */
  NODE("Node ws"),
  /** No client. */
  BARE("(bare socket, no client)");

  private final String title;

  ClientKind(String title) {
    this.title = title;
  }

  /** How a table names it. */
  public String title() {
    return title;
  }

  /** How a command line names it. */
  public String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it is somebody else's client on the JVM. */
  public boolean isJvmPeer() {
    return switch (this) {
      case NV, OKHTTP, JAVA_WEBSOCKET, NETTY, JDK, JETTY, TYRUS -> true;
      case HOLDFAST, HOLDFAST_LINK, NODE, BARE -> false;
    };
  }

  /**
   * The client of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists all
   */
  public static ClientKind byOption(String option) {
    for (ClientKind kind : values()) {
      if (kind.option().equals(option)) {
        return kind;
      }
    }
    StringBuilder all = new StringBuilder();
    for (ClientKind kind : values()) {
      all.append(' ').append(kind.option());
    }
    throw new IllegalArgumentException("no client " + option + ", expected one of" + all);
  }

  /** A new one. Loads the classes of this client only: each has its own class path. */
  MeasuredClient create() {
    return switch (this) {
      case HOLDFAST -> new HoldfastClient();
      case HOLDFAST_LINK -> new HoldfastLinkClient();
      case NV -> new NvPeer();
      case OKHTTP -> new OkHttpPeer();
      case JAVA_WEBSOCKET -> new JavaWebSocketPeer();
      case NETTY -> new NettyPeer();
      case JDK -> new JdkPeer();
      case JETTY -> new JettyPeer();
      case TYRUS -> new TyrusPeer();
      case BARE -> new BareSocket();
      case NODE -> throw new IllegalStateException("runs in Node, not here");
    };
  }
}
