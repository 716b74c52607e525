// A disk that fails, between SQLite and the system: preloaded into the server (tests/support/disk.ts).
//
// DISK_WATCHED  what is done to files whose path begins so
// DISK_SYNCED   a folder: whenever a file is synced, its content then is kept there under its own name. That is what a
//               power cut leaves of it at worst
// DISK_FULL     while this file exists, writing more says ENOSPC
// DISK_UNSHARED set to anything, no memory can be shared through the files, as on some network and host folders
// DISK_DIE_AT   at this write, counted from 1, the process is killed, before it is done
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

static long writes = 0;

/** The path behind fd, when it is watched. */
static int is_watched(int fd, char *path, size_t size) {
  const char *watched = getenv("DISK_WATCHED");
  char link[64];
  if (!watched) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, size - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return strncmp(path, watched, strlen(watched)) == 0;
}

/** Whether this write has to fail. */
static int refuses(int fd) {
  char path[4096];
  const char *full = getenv("DISK_FULL"), *die = getenv("DISK_DIE_AT");
  if ((!full && !die) || !is_watched(fd, path, sizeof path)) return 0;
  if (die && __sync_add_and_fetch(&writes, 1) == atol(die)) kill(getpid(), SIGKILL);
  if (!full || access(full, F_OK) != 0) return 0;
  errno = ENOSPC;
  return 1;
}

ssize_t pwrite64(int fd, const void *data, size_t count, off64_t offset) {
  static ssize_t (*next)(int, const void *, size_t, off64_t);
  if (!next) next = dlsym(RTLD_NEXT, "pwrite64");
  return refuses(fd) ? -1 : next(fd, data, count, offset);
}

ssize_t pwrite(int fd, const void *data, size_t count, off_t offset) {
  return pwrite64(fd, data, count, offset);
}

ssize_t write(int fd, const void *data, size_t count) {
  static ssize_t (*next)(int, const void *, size_t);
  if (!next) next = dlsym(RTLD_NEXT, "write");
  return refuses(fd) ? -1 : next(fd, data, count);
}

void *mmap64(void *at, size_t size, int protection, int flags, int fd, off64_t offset) {
  static void *(*next)(void *, size_t, int, int, int, off64_t);
  char path[4096];
  if (!next) next = dlsym(RTLD_NEXT, "mmap64");
  if (fd >= 0 && (flags & MAP_SHARED) && getenv("DISK_UNSHARED") && is_watched(fd, path, sizeof path)) {
    errno = ENODEV;
    return MAP_FAILED;
  }
  return next(at, size, protection, flags, fd, offset);
}

void *mmap(void *at, size_t size, int protection, int flags, int fd, off_t offset) {
  return mmap64(at, size, protection, flags, fd, offset);
}

/** Keeps what is in the file now, whole or not at all. */
static void keep(int fd) {
  const char *synced = getenv("DISK_SYNCED");
  char path[4096], draft[4200], kept[4200], buffer[65536];
  if (!synced || !is_watched(fd, path, sizeof path)) return;
  snprintf(kept, sizeof kept, "%s/%s", synced, strrchr(path, '/') + 1);
  snprintf(draft, sizeof draft, "%s.draft", kept);
  int from = open(path, O_RDONLY), to = open(draft, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ssize_t length;
  while ((length = read(from, buffer, sizeof buffer)) > 0)
    if (write(to, buffer, length) != length) abort();
  close(from);
  close(to);
  rename(draft, kept);
}

int fsync(int fd) {
  static int (*next)(int);
  if (!next) next = dlsym(RTLD_NEXT, "fsync");
  int result = next(fd);
  if (result == 0) keep(fd);
  return result;
}

int fdatasync(int fd) {
  static int (*next)(int);
  if (!next) next = dlsym(RTLD_NEXT, "fdatasync");
  int result = next(fd);
  if (result == 0) keep(fd);
  return result;
}
