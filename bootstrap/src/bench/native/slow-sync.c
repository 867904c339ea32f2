/*
 * A disk whose waits take as long as one likes: fsync and fdatasync do what they do, and then sleep
 * for SLOW_SYNC_MICROS. Put before libc with LD_PRELOAD, for a process that writes to a file system
 * in memory.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <time.h>

static int slowly(const char *name, int fd) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  int result = real(fd);
  int error = errno;
  const char *micros = getenv("SLOW_SYNC_MICROS");
  long nanos = micros == NULL ? 0 : atol(micros) * 1000;
  struct timespec until;
  /* Linux would add 50 microseconds by itself. */
  prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0);
  clock_gettime(CLOCK_MONOTONIC, &until);
  until.tv_sec += nanos / 1000000000;
  until.tv_nsec += nanos % 1000000000;
  if (until.tv_nsec >= 1000000000) {
    until.tv_sec++;
    until.tv_nsec -= 1000000000;
  }
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR) {
  }
  errno = error;
  return result;
}

int fsync(int fd) { return slowly("fsync", fd); }

int fdatasync(int fd) { return slowly("fdatasync", fd); }
