// slow-scrapes HOST PORT COUNT INTERVAL RATE SECONDS: opens COUNT connections, one every INTERVAL ms. Each requests /metrics and reads RATE
// bytes a second with the smallest receive buffer. Prints how many pages were complete, broke off, or were still open after SECONDS.
// On loopback every 50 connections have their own address, because the agent limits the connections of one address.
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { TICK = 100 };

struct reader { int socket; char status[12], last; };

static long now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int main(int argc, char **argv) {
  if (argc != 7) return 2;
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(argv[2]))};
  if (inet_pton(AF_INET, argv[1], &to.sin_addr) != 1) return 2;
  int count = atoi(argv[3]), interval = atoi(argv[4]), piece = atoi(argv[5]) * TICK / 1000, opened = 0, whole = 0, broken = 0;
  long began = now(), until = began + 1000L * atoi(argv[6]);
  struct reader *readers = calloc((size_t)count, sizeof *readers);
  char buffer[1 << 16];
  const char *get = "GET /metrics HTTP/1.0\r\n\r\n";
  while (whole + broken < count && now() < until) {
    for (; opened < count && now() >= began + (long)opened * interval; opened++) {
      int s = socket(AF_INET, SOCK_STREAM, 0), least = 1;
      setsockopt(s, SOL_SOCKET, SO_RCVBUF, &least, sizeof least);
      struct sockaddr_in from = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1 + (unsigned)opened / 50)};
      if (ntohl(to.sin_addr.s_addr) >> 24 == 127) bind(s, (struct sockaddr *)&from, sizeof from);
      if (connect(s, (struct sockaddr *)&to, sizeof to) != 0 || write(s, get, strlen(get)) < 0) { broken++; close(s); s = -1; }
      else fcntl(s, F_SETFL, O_NONBLOCK);
      readers[opened].socket = s;
    }
    for (int i = 0; i < opened; i++) {
      if (readers[i].socket < 0) continue;
      ssize_t got = read(readers[i].socket, buffer, (size_t)piece);
      if (got < 0 && errno == EAGAIN) continue;
      if (got > 0) {
        if (readers[i].last == 0) memcpy(readers[i].status, buffer, sizeof readers[i].status);
        readers[i].last = buffer[got - 1];
        continue;
      }
      // HTTP 1.0 has no chunks. A page is complete if the server closes the connection in order, after a line end.
      if (got == 0 && readers[i].last == '\n' && memcmp(readers[i].status, "HTTP/1.1 200", sizeof readers[i].status) == 0) whole++; else broken++;
      close(readers[i].socket);
      readers[i].socket = -1;
    }
    usleep(TICK * 1000);
  }
  printf("%d whole, %d broken, %d open\n", whole, broken, count - whole - broken);
  return 0;
}
