/*
 * A disk that fails on request, put before libc with LD_PRELOAD. It watches the databases and their
 * logs (*.db, *.db-wal) in the folder FAILING_DISK_FOLDER.
 *
 * Beside each file it keeps FILE.disk, which is what a loss of power leaves: what was written gets
 * there when the disk is waited for, page by page. The file itself is what the kernel has in
 * memory. FILE.dirty tells which pages are to be written, for processes that come later.
 *
 * While the file "fails" in that folder is there, its words say what fails, with EIO: "write-log",
 * "sync-log", "write-database", "sync-database". As in Linux, a wait that failed leaves the pages in
 * memory and takes them for written: they never get to the disk unless they are written anew.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define PAGE 4096
#define REAL(type, name) ((type)dlsym(RTLD_NEXT, #name))

typedef ssize_t (*pwrite_fn)(int, const void *, size_t, off_t);
typedef ssize_t (*write_fn)(int, const void *, size_t);
typedef int (*sync_fn)(int);
typedef int (*truncate_fn)(int, off_t);
typedef int (*unlink_fn)(const char *);

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int ends(const char *text, const char *with) {
  size_t length = strlen(text), tail = strlen(with);
  return length >= tail && strcmp(text + length - tail, with) == 0;
}

static const char *kind_of(const char *path) {
  const char *folder = getenv("FAILING_DISK_FOLDER");
  if (folder == NULL || strncmp(path, folder, strlen(folder)) != 0) {
    return NULL;
  }
  return ends(path, ".db") ? "database" : ends(path, ".db-wal") ? "log" : NULL;
}

/* What a descriptor is, and its path; NULL if nobody watches it. */
static const char *watched(int fd, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 16);
  if (length <= 0) {
    return NULL;
  }
  path[length] = 0;
  return kind_of(path);
}

static int beside(const char *path, const char *what) {
  char name[PATH_MAX + 16];
  snprintf(name, sizeof name, "%s%s", path, what);
  return open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
}

static int fails(const char *what, const char *kind) {
  char name[PATH_MAX], words[256] = "", word[32];
  snprintf(name, sizeof name, "%s/fails", getenv("FAILING_DISK_FOLDER"));
  int fd = open(name, O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    return 0;
  }
  ssize_t length = read(fd, words, sizeof words - 1);
  close(fd);
  snprintf(word, sizeof word, "%s-%s", what, kind);
  return length > 0 && strstr(words, word) != NULL;
}

static void soil(const char *path, off_t from, size_t size) {
  int dirty = beside(path, ".dirty");
  for (off_t page = from / PAGE; page <= (from + (off_t)size - 1) / PAGE; page++) {
    REAL(pwrite_fn, pwrite)(dirty, "d", 1, page);
  }
  close(dirty);
}

/* Writes the dirty pages to the disk, or forgets that they are dirty. */
static void clean(int fd, const char *path, int written) {
  int dirty = beside(path, ".dirty"), disk = beside(path, ".disk");
  off_t pages = lseek(dirty, 0, SEEK_END);
  char *marks = malloc(pages + 1), page[PAGE];
  pages = pread(dirty, marks, pages, 0);
  for (off_t i = 0; written && i < pages; i++) {
    if (marks[i] == 'd') {
      /* Not through a descriptor of our own: closing that would give up SQLite's locks. */
      ssize_t size = pread(fd, page, PAGE, i * PAGE);
      if (size > 0) {
        REAL(pwrite_fn, pwrite)(disk, page, size, i * PAGE);
      }
    }
  }
  REAL(truncate_fn, ftruncate)(dirty, 0);
  free(marks);
  close(disk);
  close(dirty);
}

static ssize_t written(int fd, const void *data, size_t size, off_t at, int positioned) {
  char path[PATH_MAX];
  const char *kind = watched(fd, path);
  if (kind == NULL || size == 0) {
    return positioned ? REAL(pwrite_fn, pwrite)(fd, data, size, at)
                      : REAL(write_fn, write)(fd, data, size);
  }
  if (fails("write", kind)) {
    errno = EIO;
    return -1;
  }
  off_t from = positioned ? at : lseek(fd, 0, SEEK_CUR);
  ssize_t result = positioned ? REAL(pwrite_fn, pwrite)(fd, data, size, at)
                              : REAL(write_fn, write)(fd, data, size);
  if (result > 0) {
    pthread_mutex_lock(&lock);
    soil(path, from, result);
    pthread_mutex_unlock(&lock);
  }
  return result;
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
  return written(fd, data, size, at, 1);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off_t at) {
  return written(fd, data, size, at, 1);
}

ssize_t write(int fd, const void *data, size_t size) { return written(fd, data, size, 0, 0); }

static int synced(int fd, sync_fn real) {
  char path[PATH_MAX];
  const char *kind = watched(fd, path);
  if (kind == NULL) {
    return real(fd);
  }
  int failed = fails("sync", kind);
  pthread_mutex_lock(&lock);
  clean(fd, path, !failed);
  pthread_mutex_unlock(&lock);
  if (failed) {
    errno = EIO;
    return -1;
  }
  return 0;
}

int fsync(int fd) { return synced(fd, REAL(sync_fn, fsync)); }

int fdatasync(int fd) { return synced(fd, REAL(sync_fn, fdatasync)); }

/* The length of a file, and whether it is there, is known to the disk at once. */
static int truncated(int fd, off_t size) {
  char path[PATH_MAX];
  int result = REAL(truncate_fn, ftruncate)(fd, size);
  if (result == 0 && watched(fd, path) != NULL) {
    int disk = beside(path, ".disk");
    off_t there = lseek(disk, 0, SEEK_END);
    if (there > size) {
      REAL(truncate_fn, ftruncate)(disk, size);
    }
    close(disk);
  }
  return result;
}

int ftruncate(int fd, off_t size) { return truncated(fd, size); }

int ftruncate64(int fd, off_t size) { return truncated(fd, size); }

int unlink(const char *path) {
  int result = REAL(unlink_fn, unlink)(path);
  if (result == 0 && kind_of(path) != NULL) {
    char name[PATH_MAX];
    snprintf(name, sizeof name, "%s.disk", path);
    REAL(unlink_fn, unlink)(name);
    snprintf(name, sizeof name, "%s.dirty", path);
    REAL(unlink_fn, unlink)(name);
  }
  return result;
}
