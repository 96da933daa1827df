/*
 * measure REPORT SECONDS PROGRAM [WORD...]
 *
 * Runs PROGRAM, waits for it and for every process it left behind, and writes one line to REPORT:
 * exit code, wall seconds, user seconds, system seconds, peak resident KiB of the largest process.
 * After SECONDS the whole process group is killed and the exit code is 124.
 *
 * A program of its own because peak memory is inherited across fork: measured from a large parent,
 * every child would seem as large as the parent.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile pid_t group;
static volatile sig_atomic_t expired;

static void expire(int signal) {
    (void)signal;
    expired = 1;
    kill(-group, SIGKILL);
}

static double seconds(struct timeval t) {
    return t.tv_sec + t.tv_usec * 1e-6;
}

int main(int argc, char **argv) {
    if (argc < 4) {
        fprintf(stderr, "usage: measure REPORT SECONDS PROGRAM [WORD...]\n");
        return 2;
    }
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    group = fork();
    if (group < 0) {
        perror("fork");
        return 1;
    }
    if (group == 0) {
        setpgid(0, 0);
        execvp(argv[3], argv + 3);
        perror(argv[3]);
        _exit(127);
    }
    setpgid(group, group);
    signal(SIGALRM, expire);
    alarm((unsigned)atoi(argv[2]));

    int status, code = 1;
    for (;;) {
        pid_t ended = wait(&status);
        if (ended < 0 && errno == EINTR) continue;
        if (ended < 0) break;
        if (ended == group) code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    clock_gettime(CLOCK_MONOTONIC, &to);

    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    FILE *report = fopen(argv[1], "w");
    if (!report) {
        perror(argv[1]);
        return 1;
    }
    fprintf(report, "%d %.6f %.6f %.6f %ld\n", expired ? 124 : code,
            to.tv_sec - from.tv_sec + (to.tv_nsec - from.tv_nsec) * 1e-9,
            seconds(usage.ru_utime), seconds(usage.ru_stime), usage.ru_maxrss);
    return fclose(report) ? 1 : 0;
}
