// What Linux has for starting a process apart from this one, and Swift does not import.
#pragma once
#include <sys/resource.h>
#include <sys/types.h>

// Starts a program in a folder, as the first of a process group of its own, with three files and no others, and with no
// signal blocked or ignored. Returns 0, or the number of the error.
int reckoner_start(
    pid_t *process, char *const *arguments, char *const *environment, const char *folder,
    int input, int output, int errors);

// Bounds a program that was started just now, before it has read anything: seconds of processor time, bytes of memory,
// bytes of a file that it writes, files that it has open. Returns 0, or the number of the error.
int reckoner_bound(pid_t process, rlim_t seconds, rlim_t memory, rlim_t file_size, rlim_t files);

// A file in memory without a name, closed in programs that are started; -1 where there is none to be had.
int reckoner_memory_file(void);

// The two ends of a pipe with much room, closed in programs that are started. Returns 0 or -1.
int reckoner_pipe(int ends[2]);
