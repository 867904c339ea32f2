package dev.holdfastcanary.application.service;

import java.net.Socket;

/** Wrong: I/O in the application. */
final class OpensASocket {

  Socket open() {
    return new Socket();
  }
}
