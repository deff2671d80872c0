#ifndef MONTHLY_MERGE_FILES_SHIM_H
#define MONTHLY_MERGE_FILES_SHIM_H

#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Exchanges two paths in one step. 0, or -1 and `errno`.
///
/// By system call, since glibc declares `renameat2` only under `_GNU_SOURCE`.
static inline int cfiles_exchange(const char *left, const char *right) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, left, AT_FDCWD, right, 1u << 1);
}

/// Columns of the terminal behind a descriptor, 0 if there is none.
static inline int cfiles_columns(int descriptor) {
  struct winsize size = {0};
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/// Whether the process was started to ignore a signal.
static inline int cfiles_ignores(int signal) {
  struct sigaction action;
  return sigaction(signal, 0, &action) == 0 && action.sa_handler == SIG_IGN;
}

#endif
