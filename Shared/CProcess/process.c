#define _GNU_SOURCE
#include "include/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

static int prepare(
    posix_spawn_file_actions_t *actions, const char *folder, int input, int output, int errors) {
  int failure = posix_spawn_file_actions_adddup2(actions, input, 0);
  if (!failure) failure = posix_spawn_file_actions_adddup2(actions, output, 1);
  if (!failure) failure = posix_spawn_file_actions_adddup2(actions, errors, 2);
  if (!failure) failure = posix_spawn_file_actions_addclosefrom_np(actions, 3);
  if (!failure) failure = posix_spawn_file_actions_addchdir_np(actions, folder);
  return failure;
}

int reckoner_start(
    pid_t *process, char *const *arguments, char *const *environment, const char *folder,
    int input, int output, int errors) {
  posix_spawn_file_actions_t actions;
  int failure = posix_spawn_file_actions_init(&actions);
  if (failure) return failure;
  posix_spawnattr_t attributes;
  failure = posix_spawnattr_init(&attributes);
  if (failure) {
    posix_spawn_file_actions_destroy(&actions);
    return failure;
  }
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  failure = prepare(&actions, folder, input, output, errors);
  if (!failure) failure = posix_spawnattr_setpgroup(&attributes, 0);
  if (!failure) failure = posix_spawnattr_setsigmask(&attributes, &none);
  if (!failure) failure = posix_spawnattr_setsigdefault(&attributes, &all);
  if (!failure)
    failure = posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  if (!failure)
    failure = posix_spawn(process, arguments[0], &actions, &attributes, arguments, environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return failure;
}

int reckoner_bound(pid_t process, rlim_t seconds, rlim_t memory, rlim_t file_size, rlim_t files) {
  const struct {
    int resource;
    rlim_t limit;
  } bounds[] = {
      {RLIMIT_CPU, seconds}, {RLIMIT_AS, memory},    {RLIMIT_FSIZE, file_size},
      {RLIMIT_NOFILE, files}, {RLIMIT_CORE, 0},
  };
  for (size_t index = 0; index < sizeof bounds / sizeof *bounds; index++) {
    const struct rlimit limit = {bounds[index].limit, bounds[index].limit};
    if (prlimit(process, bounds[index].resource, &limit, NULL) != 0) return errno;
  }
  return 0;
}

int reckoner_memory_file(void) { return memfd_create("input", MFD_CLOEXEC); }

int reckoner_pipe(int ends[2]) {
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  // A writer that need not wait for its reader is done sooner; less than this will do, too.
  fcntl(ends[0], F_SETPIPE_SZ, 1 << 20);
  return 0;
}
