#!/usr/bin/env python3
"""Writes to ZooKeeper continuously and records the acknowledged writes: an acknowledged write may never be lost.

  writer write CONNECT     creates one node after the other until told to end
  writer progress          says how many are acknowledged; exit 1 while none is
  writer check CONNECT     ends the writing, reads everything back and prints: ACKNOWLEDGED LOST LONGEST_GAP_SECONDS SESSIONS
"""
import logging
import os
import signal
import sys
import time

from kazoo.client import KazooClient
from kazoo.exceptions import KazooException, NoNodeError
from kazoo.handlers.threading import KazooTimeoutError, SequentialThreadingHandler
from kazoo.retry import KazooRetry

ROOT = "/acknowledged"
# One line for each acknowledged write: its time, session and name.
JOURNAL = "/tmp/acknowledged"
ENDED = "/tmp/ended"
# Pause between two writes: short enough to measure a gap of a tenth of a second, long enough to leave the processor to ZooKeeper.
PAUSE_SECONDS = 0.01
# The pod's log has writes that take longer.
SLOW_SECONDS = 0.5
# Number of concurrent reads while reading back.
BATCH = 500


class ImpatientHandler(SequentialThreadingHandler):
    """Connects with a short timeout. A pod that is gone does not answer, and kazoo would wait a whole session timeout."""

    CONNECT_SECONDS = 0.2

    def create_connection(self, *args, **kwargs):
        kwargs["timeout"] = self.CONNECT_SECONDS
        return super().create_connection(*args, **kwargs)


def connected(connect):
    retry = KazooRetry(max_tries=-1, delay=0.05, backoff=1, max_delay=0.05, max_jitter=0.01)
    client = KazooClient(hosts=connect, timeout=10, handler=ImpatientHandler(), connection_retry=retry)
    client.start(timeout=60)
    return client


def write(connect):
    ending = []
    signal.signal(signal.SIGTERM, lambda *_: ending.append(True))
    client = connected(connect)
    client.retry(client.ensure_path, ROOT)
    # Names of this run only, because an earlier writer may have used the same ensemble.
    run, number = int(time.time() * 1000), 0
    with open(JOURNAL, "a", buffering=1) as journal:
        while not ending:
            number += 1
            name = f"{run}-{number:09d}"
            asked = time.monotonic()
            try:
                client.create_async(f"{ROOT}/{name}", name.encode()).get(timeout=30)
                journal.write(f"{time.time():.3f} {client.client_id[0]:x} {name}\n")
                outcome = "acknowledged"
            except (KazooException, KazooTimeoutError) as problem:
                outcome = type(problem).__name__  # Without an answer the write may be lost. The next one has another name.
            took = time.monotonic() - asked
            if took > SLOW_SECONDS:
                logging.warning("%s: %s after %.1f s", name, outcome, took)
            time.sleep(PAUSE_SECONDS)
        journal.write(f"{time.time():.3f} - end\n")
    with open(ENDED, "w"):
        pass
    client.stop()
    signal.pause()  # The pod must not end, because its journal is read later.


def entries():
    with open(JOURNAL) as journal:
        return [line.split() for line in journal]


def progress():
    count = len(entries()) if os.path.exists(JOURNAL) else 0
    print(f"{count} acknowledged")
    return 0 if count else 1


def check(connect):
    os.kill(1, signal.SIGTERM)
    deadline = time.monotonic() + 60
    while not os.path.exists(ENDED):
        if time.monotonic() > deadline:
            sys.exit("cannot end the writing: the last write had no answer for 60 s")
        time.sleep(0.05)
    journal = entries()
    times = [float(entry[0]) for entry in journal]
    acknowledged = [entry[2] for entry in journal if entry[2] != "end"]
    gap = max((after - before for before, after in zip(times, times[1:])), default=0)
    sessions = len({entry[1] for entry in journal if entry[2] != "end"})

    client = connected(connect)
    client.retry(client.sync, ROOT)
    lost = 0
    for start in range(0, len(acknowledged), BATCH):
        reads = [(name, client.get_async(f"{ROOT}/{name}")) for name in acknowledged[start:start + BATCH]]
        for name, read in reads:
            try:
                if read.get(timeout=30)[0] != name.encode():
                    lost += 1
            except NoNodeError:
                lost += 1
    client.stop()
    print(len(acknowledged), lost, f"{gap:.1f}", sessions)
    return 0


if __name__ == "__main__":
    verb, arguments = (sys.argv[1] if len(sys.argv) > 1 else ""), sys.argv[2:]
    # Logs every connect and disconnect with its time, to explain a long gap.
    level = logging.INFO if verb == "write" else logging.CRITICAL
    logging.basicConfig(level=level, format="%(asctime)s.%(msecs)03d %(message)s", datefmt="%H:%M:%S")
    verbs = {"write": write, "progress": progress, "check": check}
    if verb not in verbs:
        sys.exit(__doc__)
    sys.exit(verbs[verb](*arguments))
