"""write-latency.py HOSTS ROUNDS SECONDS: measures the latency of writes in rounds that alternate, and prints one line for each.

Reads a line from standard input before each round, so that the caller decides what happens in it, and prints:
MEDIAN P99 COUNT, in milliseconds.
"""
import sys
import threading
import time

from kazoo.client import KazooClient

WRITERS = 4
BYTES = b"x" * 400


def seed(client):
    """100,000 nodes of 1 KB, so that a snapshot has 100 MB and a copy takes seconds."""
    client.ensure_path("/seed")
    for batch in range(1000):
        transaction = client.transaction()
        for number in range(100):
            transaction.create(f"/seed/{batch}-{number}", BYTES * 2 + str(number).encode() * 50)
        transaction.commit()


def write(client, until, latencies):
    number = 0
    while time.monotonic() < until:
        began = time.monotonic()
        client.create(f"/latency/{threading.get_ident()}-{began}", BYTES)
        latencies.append(time.monotonic() - began)
        number += 1


def main(hosts, rounds, seconds):
    clients = [KazooClient(hosts=hosts) for _ in range(WRITERS)]
    for client in clients:
        client.start(timeout=60)
    clients[0].ensure_path("/latency")
    seed(clients[0])
    for _ in range(rounds):
        sys.stdin.readline()
        latencies, until = [], time.monotonic() + seconds
        threads = [threading.Thread(target=write, args=(client, until, latencies)) for client in clients]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        latencies.sort()
        print(f"{latencies[len(latencies) // 2] * 1000:.2f} {latencies[len(latencies) * 99 // 100] * 1000:.2f} {len(latencies)}", flush=True)


main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
