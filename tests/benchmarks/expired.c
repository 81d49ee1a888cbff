// expired HOST AGENT-PORT CLIENT-PORT COUNT: times a scrape whose sample has expired and a raw mntr exchange, alternately.
// Prints the medians and the 99th percentiles of both in microseconds: scrape50 raw50 scrape99 raw99.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PAUSE = 520000 };

static char buffer[1 << 20];

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int dial(const char *host, const char *port) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(port))};
  int s = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (inet_pton(AF_INET, host, &to.sin_addr) != 1 || connect(s, (struct sockaddr *)&to, sizeof to) != 0) {
    perror("connect");
    exit(1);
  }
  return s;
}

// Sends text and reads until end, the empty last chunk. If end is null, it reads until the connection is closed.
static void talk(int s, const char *text, const char *end) {
  size_t have = 0;
  ssize_t got;
  if (write(s, text, strlen(text)) < 0) exit(1);
  while ((got = read(s, buffer + have, sizeof buffer - have)) > 0) {
    have += (size_t)got;
    if (end && have > strlen(end) && memcmp(buffer + have - strlen(end), end, strlen(end)) == 0) return;
  }
  if (end || have < 1000) { fprintf(stderr, "the answer ended after %zu bytes\n", have); exit(1); }
}

static int order(const void *a, const void *b) { return *(const double *)a < *(const double *)b ? -1 : 1; }

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  int count = atoi(argv[4]), agent = dial(argv[1], argv[2]);
  double *scrape = calloc((size_t)count, sizeof *scrape), *raw = calloc((size_t)count, sizeof *raw);
  for (int i = 0; i < count; i++) {
    // A sample is shared for half a second.
    usleep(PAUSE);
    double began = now();
    talk(agent, "GET /metrics HTTP/1.1\r\nHost: agent\r\n\r\n", "\r\n0\r\n\r\n");
    scrape[i] = now() - began;
    // The same pause for both: after a pause the first query wakes ZooKeeper's threads and the processor for the next query.
    usleep(PAUSE);
    began = now();
    int s = dial(argv[1], argv[3]);
    talk(s, "mntr", 0);
    close(s);
    raw[i] = now() - began;
  }
  qsort(scrape, (size_t)count, sizeof *scrape, order);
  qsort(raw, (size_t)count, sizeof *raw, order);
  printf("%.0f %.0f %.0f %.0f\n", scrape[count / 2], raw[count / 2], scrape[count * 99 / 100], raw[count * 99 / 100]);
  return 0;
}
