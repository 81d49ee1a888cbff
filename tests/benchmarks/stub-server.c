/* Stands in for ZooKeeper (ruok, imok) and for the running agent (GET, one sentence) where none is at hand.
 * Prints its port, then serves one connection after the other until it is killed.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void serve(int client)
{
    static const char ready[] = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nready: follower in a quorum of 3\n";
    char question[1024];
    size_t length = 0;
    while (length < sizeof question - 1) {
        ssize_t got = read(client, question + length, sizeof question - 1 - length);
        if (got <= 0)
            return;
        question[length += got] = '\0';
        if (strncmp(question, "ruok", 4) == 0) {
            (void)!write(client, "imok", 4);
            return;
        }
        if (strstr(question, "\r\n\r\n") != NULL) {
            (void)!write(client, ready, sizeof ready - 1);
            return;
        }
    }
}

int main(void)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t length = sizeof address;
    int server = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(server, (struct sockaddr *)&address, length) != 0 || listen(server, 64) != 0 || getsockname(server, (struct sockaddr *)&address, &length) != 0) {
        perror("cannot listen on 127.0.0.1");
        return 1;
    }
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    for (;;) {
        int client = accept(server, NULL, NULL);
        if (client < 0)
            continue;
        serve(client);
        close(client);
    }
}
