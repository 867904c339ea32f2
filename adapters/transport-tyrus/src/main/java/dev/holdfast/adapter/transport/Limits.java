package dev.holdfast.adapter.transport;

/**
 * How much one link may hold or take. Immutable; any thread.
 *
 * @param maxFrameBytes the largest payload of one inbound frame, in bytes, 125 to 1 GiB; a longer
 *     one is refused with close code 1009 as soon as its header is read
 * @param maxMessageBytes the largest inbound message, all fragments together, in bytes, 125 to 1
 *     GiB; refused with 1009 before the fragment that is too much is buffered
 * @param maxFragments how many frames one inbound message may consist of, at least 1; refused with
 *     1009
 * @param maxHeaderBytes the largest answer to the upgrade request (status line and headers each),
 *     in bytes, 1024 to 1 MiB
 * @param highWaterMark outbound bytes waiting for the socket above which a link is not writable, 1
 *     KiB to 1 GiB; it is writable again below half of it
 * @param maxBufferedBytes outbound bytes that may wait for the socket, from the high water mark
 *     upwards; a frame that would make it more is not written, and the link ends as lost, for the
 *     gateway does not read. A message given while the link is writable is always taken, so that no
 *     message is too large to ever leave
 */
public record Limits(
    int maxFrameBytes,
    int maxMessageBytes,
    int maxFragments,
    int maxHeaderBytes,
    int highWaterMark,
    int maxBufferedBytes) {

  private static final int GIB = 1 << 30;

  /** Checks the ranges. */
  public Limits {
    inRange("maxFrameBytes", maxFrameBytes, 125, GIB);
    inRange("maxMessageBytes", maxMessageBytes, 125, GIB);
    inRange("maxFragments", maxFragments, 1, Integer.MAX_VALUE);
    inRange("maxHeaderBytes", maxHeaderBytes, 1024, 1 << 20);
    inRange("highWaterMark", highWaterMark, 1024, GIB);
    inRange("maxBufferedBytes", maxBufferedBytes, highWaterMark, Integer.MAX_VALUE);
  }

  /**
   * Frames and messages up to 16 MiB, 65536 fragments, 16 KiB of answer headers, 64 KiB high water
   * mark, 17 MiB of outbound bytes: the largest message, and room for what comes behind it.
   */
  public static Limits defaults() {
    return new Limits(16 << 20, 16 << 20, 65_536, 16 << 10, 64 << 10, 17 << 20);
  }

  /** A builder that begins with these limits. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  static void inRange(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be between " + least + " and " + most + " but was " + value);
    }
  }

  /** Changes some of the limits; the ranges are checked at the end. One thread. */
  public static final class Builder {

    private int maxFrameBytes;
    private int maxMessageBytes;
    private int maxFragments;
    private int maxHeaderBytes;
    private int highWaterMark;
    private int maxBufferedBytes;

    private Builder(Limits from) {
      maxFrameBytes = from.maxFrameBytes;
      maxMessageBytes = from.maxMessageBytes;
      maxFragments = from.maxFragments;
      maxHeaderBytes = from.maxHeaderBytes;
      highWaterMark = from.highWaterMark;
      maxBufferedBytes = from.maxBufferedBytes;
    }

    /** See {@link Limits#maxFrameBytes()}. */
    public Builder maxFrameBytes(int bytes) {
      maxFrameBytes = bytes;
      return this;
    }

    /** See {@link Limits#maxMessageBytes()}. */
    public Builder maxMessageBytes(int bytes) {
      maxMessageBytes = bytes;
      return this;
    }

    /** See {@link Limits#maxFragments()}. */
    public Builder maxFragments(int count) {
      maxFragments = count;
      return this;
    }

    /** See {@link Limits#maxHeaderBytes()}. */
    public Builder maxHeaderBytes(int bytes) {
      maxHeaderBytes = bytes;
      return this;
    }

    /** See {@link Limits#highWaterMark()}. */
    public Builder highWaterMark(int bytes) {
      highWaterMark = bytes;
      return this;
    }

    /** See {@link Limits#maxBufferedBytes()}. */
    public Builder maxBufferedBytes(int bytes) {
      maxBufferedBytes = bytes;
      return this;
    }

    /**
     * The limits.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Limits build() {
      return new Limits(
          maxFrameBytes,
          maxMessageBytes,
          maxFragments,
          maxHeaderBytes,
          highWaterMark,
          maxBufferedBytes);
    }
  }
}
