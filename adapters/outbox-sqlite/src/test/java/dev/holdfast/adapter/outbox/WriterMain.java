package dev.holdfast.adapter.outbox;

import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.CommandRecords;
import dev.holdfast.application.port.out.InboundJournal;
import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.port.out.RecordedOutcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Stores numbered messages until it is killed, and prints each number that was answered as stored,
 * {@code r} and the number before it takes one out, and {@code c} and the count of failures when
 * there are more. Beside them it stores notifications ({@code j} and the number, {@code p} before
 * the reader goes on to it) and begins commands ({@code b}; {@code e} before one has ended).
 * Arguments: the file, the first number, how many may be on their way; none of them if it shall
 * only hold the file.
 */
final class WriterMain {

  static final String READER = "file";

  private static final int BESIDE = 5;

  private WriterMain() {}

  public static void main(String[] arguments) throws IOException {
    OutboxFile file =
        OutboxFile.open(Path.of(arguments[0]), OutboxOptions.defaults(), OutboxRig.surroundings());
    MessageStore store = file.store("press-7");
    CommandRecords records = file.records("press-7");
    InboundJournal journal = file.journal(List.of(READER));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    say(out, "open");
    int window = Integer.parseInt(arguments[2]);
    if (window == 0) {
      while (true) {
        LockSupport.park();
      }
    }
    long failures = 0;
    // Two more, or what is beside would wait for itself.
    Semaphore room = new Semaphore(window + 2);
    for (long i = Long.parseLong(arguments[1]); ; i++) {
      room.acquireUninterruptibly();
      store.add(new OutboundMessage.Text("m" + i), "id" + i, i, answer(store, out, room, i));
      if (i % BESIDE == 0) {
        room.acquireUninterruptibly(2);
        Beside beside = new Beside(i, out, room, journal, records);
        journal.append(new InboundMessage.Text("press-7", "n" + i), i, beside);
        records.begin("c" + i, "reset", true, beside);
      }
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

  private record Beside(
      long i, PrintStream out, Semaphore room, InboundJournal journal, CommandRecords records)
      implements InboundJournal.Appended, CommandRecords.Begun {

    @Override
    public void stored(long number) {
      say(out, "j" + i);
      if (i % 3 == 0) {
        say(out, "p" + i);
        journal.advance(READER, number, left -> {});
      }
      room.release();
    }

    @Override
    public void kept() {
      say(out, "b" + i);
      if (i % 2 == 0) {
        say(out, "e" + i);
        records.ended("c" + i, new RecordedOutcome(RecordedOutcome.Kind.ANSWERED, "", "done"));
      }
      room.release();
    }

    @Override
    public void endedBefore(String name, RecordedOutcome outcome) {
      failed("ended before");
    }

    @Override
    public void interrupted(String name, boolean mayHaveLeft) {
      failed("interrupted");
    }

    @Override
    public void failed(String why) {
      room.release();
    }
  }
}
