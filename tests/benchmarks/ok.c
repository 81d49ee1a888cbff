/* A minimal probe: sends ruok to 127.0.0.1:PORT and ends with 0 on imok. Linked statically, it is the lower bound for a probe's time. */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(atoi(argv[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    struct timeval limit = { .tv_sec = 2 };
    char answer[8];
    int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(server, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    setsockopt(server, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    if (connect(server, (struct sockaddr *)&address, sizeof address) != 0 || send(server, "ruok", 4, MSG_NOSIGNAL) != 4)
        return 1;
    size_t length = 0;
    while (length < 4) {
        ssize_t got = recv(server, answer + length, sizeof answer - length, 0);
        if (got <= 0)
            return 1;
        length += got;
    }
    close(server);
    return length == 4 && memcmp(answer, "imok", 4) == 0 ? 0 : 1;
}
