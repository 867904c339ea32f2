package dev.holdfast.adapter.outbox;

import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.MessageStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Stores numbered messages until it is killed, and prints each number that was answered as stored,
 * {@code r} and the number before it takes one out, and {@code c} and the count of failures when
 * there are more. Arguments: the file, the first number, how many may be on their way; none of them
 * if it shall only hold the file.
 */
final class WriterMain {

  private WriterMain() {}

  public static void main(String[] arguments) throws IOException {
    OutboxFile file =
        OutboxFile.open(Path.of(arguments[0]), OutboxOptions.defaults(), OutboxRig.surroundings());
    MessageStore store = file.store("press-7");
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    say(out, "open");
    int window = Integer.parseInt(arguments[2]);
    if (window == 0) {
      while (true) {
        LockSupport.park();
      }
    }
    long failures = 0;
    Semaphore room = new Semaphore(window);
    for (long i = Long.parseLong(arguments[1]); ; i++) {
      room.acquireUninterruptibly();
      store.add(new OutboundMessage.Text("m" + i), "id" + i, i, answer(store, out, room, i));
      long now = file.counts().failures();
      if (now > failures) {
        failures = now;
        say(out, "c" + failures);
      }
    }
  }

  private static MessageStore.Added answer(
      MessageStore store, PrintStream out, Semaphore room, long i) {
    return new MessageStore.Added() {
      @Override
      public void stored(long number) {
        say(out, "s" + i);
        if (i % 3 == 0) {
          say(out, "r" + i);
          store.remove(number);
        }
        room.release();
      }

      @Override
      public void failed(String why) {
        say(out, "f" + i + " " + why);
        room.release();
      }
    };
  }

  private static synchronized void say(PrintStream out, String line) {
    out.println(line);
    out.flush();
  }
}
