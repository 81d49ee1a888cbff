// hostile HOST PORT PROBES: opens 1,000 idle connections, 200 that begin headers, and 200 that request pages and read none. All come from
// 127.0.0.2, and are opened again when the server closes them. When twice as many were opened, it sends PROBES liveness probes from another
// address, one after the other. Prints: answered, p50 and p99 in milliseconds, and how many hostile connections were opened.
#define _GNU_SOURCE // POLLRDHUP
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { IDLE = 1000, HEADERS = 200, READERS = 200, ALL = IDLE + HEADERS + READERS };
static const char page[] = "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n";
static struct sockaddr_in to;
static atomic_long opened;
static atomic_int over;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static int open_hostile(int kind) {
  struct sockaddr_in from = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1)};
  int s = socket(AF_INET, SOCK_STREAM, 0), least = 1;
  setsockopt(s, SOL_SOCKET, SO_RCVBUF, &least, sizeof least);
  bind(s, (struct sockaddr *)&from, sizeof from);
  opened++;
  if (connect(s, (struct sockaddr *)&to, sizeof to) != 0) { close(s); return -1; }
  fcntl(s, F_SETFL, O_NONBLOCK);
  if (kind == 1) send(s, "GET /livez HTTP/1.1\r\nHost: ", 27, MSG_NOSIGNAL);
  if (kind == 2) for (int i = 0; i < 50; i++) send(s, page, sizeof page - 1, MSG_NOSIGNAL);
  return s;
}

static void *attack(void *unused) {
  static struct pollfd all[ALL];
  for (int i = 0; i < ALL; i++) all[i].fd = -1;
  while (!over) {
    for (int i = 0; i < ALL; i++) {
      // Readers read nothing, so poll reports only the end of their connection.
      if (all[i].fd < 0) all[i] = (struct pollfd){.fd = open_hostile(i < IDLE ? 0 : i < IDLE + HEADERS ? 1 : 2), .events = i < IDLE + HEADERS ? POLLIN : POLLRDHUP};
    }
    // Waits a second between two waves, because the processor must not be the limit.
    struct timespec second = {.tv_sec = 1};
    nanosleep(&second, NULL);
    poll(all, ALL, 0);
    for (int i = 0; i < ALL; i++) if (all[i].fd >= 0 && all[i].revents) { close(all[i].fd); all[i].fd = -1; }
  }
  return unused;
}

static int by_size(const void *a, const void *b) { return (*(double *)a > *(double *)b) - (*(double *)a < *(double *)b); }

int main(int argc, char **argv) {
  if (argc != 4) return 64;
  int probes = atoi(argv[3]), answered = 0;
  double *took = calloc(probes, sizeof *took);
  to = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(atoi(argv[2]))};
  inet_pton(AF_INET, argv[1], &to.sin_addr);
  pthread_t attacker;
  pthread_create(&attacker, NULL, attack, NULL);
  while (opened < 2 * ALL) usleep(10000);
  for (int i = 0; i < probes; i++) {
    double began = now();
    char answer[16] = "";
    struct timeval limit = {.tv_sec = 5};
    int s = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    if (connect(s, (struct sockaddr *)&to, sizeof to) == 0 && send(s, "GET /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 52, MSG_NOSIGNAL) > 0
        && recv(s, answer, 12, MSG_WAITALL) == 12 && strncmp(answer, "HTTP/1.1 200", 12) == 0) answered++;
    close(s);
    took[i] = now() - began;
    usleep(20000);
  }
  over = 1;
  pthread_join(attacker, NULL);
  qsort(took, probes, sizeof *took, by_size);
  printf("%d %.1f %.1f %ld\n", answered, took[probes / 2], took[probes * 99 / 100], (long)opened);
  return answered == probes ? 0 : 1;
}
