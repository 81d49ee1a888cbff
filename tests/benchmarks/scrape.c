// scrape HOST PORT COUNT [own]: sends COUNT GETs of /metrics over one kept connection; with own, each over its own connection.
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char buffer[4 << 20];

static int dial(const struct sockaddr_in *to) {
  int s = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(s, (const struct sockaddr *)to, sizeof *to) != 0) { perror("connect"); exit(1); }
  return s;
}

int main(int argc, char **argv) {
  if (argc != 4 && (argc != 5 || strcmp(argv[4], "own") != 0)) return 2;
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(argv[2]))};
  if (inet_pton(AF_INET, argv[1], &to.sin_addr) != 1) return 2;
  const char *get = "GET /metrics HTTP/1.1\r\nHost: agent\r\n\r\n";
  for (int i = atoi(argv[3]), own = argc == 5, s = own ? -1 : dial(&to); i > 0; i--) {
    if (own) s = dial(&to);
    if (write(s, get, strlen(get)) < 0) { perror("write"); return 1; }
    // The page has chunks, and the last chunk is empty.
    static const char last[] = "\r\n0\r\n\r\n";
    size_t have = 0;
    while (have < sizeof last || memcmp(buffer + have - (sizeof last - 1), last, sizeof last - 1) != 0) {
      ssize_t got = read(s, buffer + have, sizeof buffer - have - 1);
      if (got <= 0) { fprintf(stderr, "closed after %d more\n", i); return 1; }
      have += (size_t)got;
    }
    if (own) close(s);
  }
  return 0;
}
