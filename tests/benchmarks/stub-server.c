/* Answers in place of ZooKeeper (ruok, srvr, mntr) and of the running agent (GET, one sentence).
 *
 *   stub-server [PORT ANSWERS]
 *
 * ANSWERS.srvr.txt and ANSWERS.mntr.txt have ZooKeeper's answers. Without arguments it uses a free port, and answers only ruok and GET.
 * It prints its port, then serves one connection after the other until it is killed.
 */
#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static const char ready[] = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nready: follower in a quorum of 3\n";

struct answer { const char *question; char *text; size_t length; };
static struct answer answers[] = { { "ruok", "imok", 4 }, { "srvr", "", 0 }, { "mntr", "", 0 } };

static void load(struct answer *answer, const char *prefix)
{
    char path[4096];
    snprintf(path, sizeof path, "%s.%s.txt", prefix, answer->question);
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    answer->text = malloc(1 << 20);
    answer->length = fread(answer->text, 1, 1 << 20, file);
    fclose(file);
}

static void serve(int client)
{
    char question[1024];
    size_t length = 0;
    while (length < sizeof question - 1) {
        ssize_t got = read(client, question + length, sizeof question - 1 - length);
        if (got <= 0)
            return;
        question[length += got] = '\0';
        for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
            if (strncmp(question, answers[i].question, 4) == 0) {
                (void)!write(client, answers[i].text, answers[i].length);
                return;
            }
        }
        if (strstr(question, "\r\n\r\n") != NULL) {
            (void)!write(client, ready, sizeof ready - 1);
            return;
        }
    }
}

int main(int argc, char **argv)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    struct timeval limit = { .tv_sec = 1 }; /* the agent's session check uses another protocol and would wait */
    socklen_t length = sizeof address;
    int server = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    if (argc == 3) {
        address.sin_port = htons((unsigned short)atoi(argv[1]));
        load(&answers[1], argv[2]);
        load(&answers[2], argv[2]);
    }
    signal(SIGPIPE, SIG_IGN);
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
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
        setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        serve(client);
        close(client);
    }
}
