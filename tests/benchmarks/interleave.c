/* Times two commands as whole processes, alternately, and prints the median wall time of each in microseconds.
 *
 *   interleave ROUNDS COMMAND ARGS... -- COMMAND ARGS...
 *
 * It alternates, because the machine's load changes from second to second and must affect both equally. It measures from posix_spawn
 * to wait4, as the kubelet's exec does. Measured from a shell, the time would include the shell's own fork.
 *
 * If a run of the first command does not end with 0, the comparison ends with code 1. The second command may fail sometimes. With a
 * real ZooKeeper the old probe fails, because the server never reads the line end of "echo ruok". Then its close becomes a reset that
 * can arrive before the answer. Such pairs are not counted. Their number is printed third; more than half of ROUNDS is an error.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WARM_UP = 10 };

extern char **environ;

static posix_spawn_file_actions_t silent;

static double now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

/* Returns the wall time in microseconds; negative if may_fail is set and the command does not end with 0. */
static double run(char **command, int may_fail)
{
    pid_t child;
    int status;
    struct rusage usage;
    double started = now_us();
    int error = posix_spawnp(&child, command[0], &silent, NULL, command, environ);
    if (error != 0) {
        fprintf(stderr, "cannot start %s: %s\n", command[0], strerror(error));
        exit(1);
    }
    wait4(child, &status, 0, &usage);
    double ended = now_us();
    if (WIFSIGNALED(status)) {
        fprintf(stderr, "%s was killed by signal %d\n", command[0], WTERMSIG(status));
        exit(1);
    }
    if (WEXITSTATUS(status) != 0) {
        if (may_fail)
            return -1;
        fprintf(stderr, "%s ended with code %d\n", command[0], WEXITSTATUS(status));
        exit(1);
    }
    return ended - started;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *times, int count)
{
    qsort(times, count, sizeof *times, ascending);
    return count % 2 ? times[count / 2] : (times[count / 2 - 1] + times[count / 2]) / 2;
}

int main(int argc, char **argv)
{
    int rounds = argc > 1 ? atoi(argv[1]) : 0, split = 2;
    while (split < argc && strcmp(argv[split], "--") != 0)
        split++;
    if (rounds < 1 || split <= 2 || split >= argc - 1) {
        fprintf(stderr, "usage: interleave ROUNDS COMMAND ARGS... -- COMMAND ARGS...\n");
        return 2;
    }
    argv[split] = NULL;
    char **a = argv + 2, **b = argv + split + 1;

    posix_spawn_file_actions_init(&silent);
    posix_spawn_file_actions_addopen(&silent, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&silent, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&silent, 2, "/dev/null", O_WRONLY, 0);

    double *of_a = malloc(rounds * sizeof *of_a), *of_b = malloc(rounds * sizeof *of_b);
    int timed = 0, failed = 0;
    for (int i = -WARM_UP; timed < rounds; i++) {
        double took_a = run(a, 0), took_b = run(b, 1);
        if (took_b < 0) {
            if (++failed > rounds / 2) {
                fprintf(stderr, "%s failed in %d of %d runs\n", b[0], failed, i + WARM_UP + 1);
                return 1;
            }
        } else if (i >= 0) {
            of_a[timed] = took_a;
            of_b[timed] = took_b;
            timed++;
        }
    }
    printf("%.0f %.0f %d\n", median(of_a, rounds), median(of_b, rounds), failed);
    return 0;
}
