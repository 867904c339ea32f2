package dev.holdfast.application.port.out;

/** Opens WebSocket links, one per attempt. */
public interface Transport {

  /**
   * Starts one attempt and returns at once. Loop thread only.
   *
   * <p>Name resolution, TCP, proxy, TLS and the upgrade follow on their own; the outcome arrives at
   * the listener, never inside this call. There is no connect timeout here: whoever opened the link
   * aborts it when the time is over.
   *
   * @param loop where the link lives: every listener call happens on it
   * @param request what to ask for
   * @param listener who is told
   * @return the link, valid at once for {@link Link#abort()}
   */
  Link open(EventLoop loop, HandshakeRequest request, LinkListener listener);
}
