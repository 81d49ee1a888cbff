#!/usr/bin/env python3
"""Writes to ZooKeeper continuously and records the acknowledged writes: an acknowledged write may never be lost.

  writer write CONNECT [--tls DIRECTORY] [--user NAME --password-file FILE]
                           creates one node after the other until told to end
  writer change CONNECT [the same options]
                           connects the running writer in another way, in its session: to the port with TLS, or as a user
  writer progress          says how many are acknowledged; exit 1 while none is
  writer try CONNECT [the same options]
                           opens a session of its own, reads the root and prints its nodes; exit 1 where ZooKeeper refuses that
  writer gap [SINCE]       prints the longest time without an acknowledged write since that time, and the time now, both in seconds; for SINCE,
                           take the time that an earlier call printed
  writer check CONNECT     ends the writing, reads everything back, connected as the writer was at the end, and prints:
                           ACKNOWLEDGED LOST LONGEST_GAP_SECONDS SESSIONS DISCONNECTIONS

The directory has tls.crt, tls.key and ca.crt. A connection reads them when it begins. A disconnection is one that `change` did not ask for.
"""
import argparse
import json
import logging
import os
import signal
import socket
import ssl
import sys
import threading
import time

from kazoo.client import KazooClient, KazooState
from kazoo.exceptions import KazooException, NoNodeError
from kazoo.handlers.threading import KazooTimeoutError, SequentialThreadingHandler
from kazoo.retry import KazooRetry

ROOT = "/acknowledged"
# One line for each acknowledged write: its time, session and name.
JOURNAL = "/tmp/acknowledged"
ENDED = "/tmp/ended"
# How the writer is connected, and the same once it is connected so.
WANTED = "/tmp/wanted"
CONNECTED = "/tmp/connected"
# Pause between two writes: short enough to measure a gap of a tenth of a second, long enough to leave the processor to ZooKeeper.
PAUSE_SECONDS = 0.01
# The pod's log has writes that take longer.
SLOW_SECONDS = 0.5
# Number of concurrent reads while reading back.
BATCH = 500


class ImpatientHandler(SequentialThreadingHandler):
    """Connects with a short timeout. A pod that is gone does not answer, and kazoo would wait a whole session timeout."""

    CONNECT_SECONDS = 0.2
    # A handshake costs a busy member more than the acceptance of a connection does.
    HANDSHAKE_SECONDS = 2

    def create_connection(self, address, use_ssl=False, ca=None, certfile=None, keyfile=None, **_):
        connection = socket.create_connection(address, self.CONNECT_SECONDS)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if not use_ssl:
            return connection
        # As kazoo's own, which gives one timeout to both steps: it does not check the name of the server.
        context = ssl.create_default_context(cafile=ca)
        context.check_hostname = False
        context.load_cert_chain(certfile, keyfile)
        connection.settimeout(self.HANDSHAKE_SECONDS)
        return context.wrap_socket(connection)


def way(arguments):
    """How to connect, from the command line, as a dictionary."""
    parser = argparse.ArgumentParser()
    parser.add_argument("hosts")
    parser.add_argument("--tls")
    parser.add_argument("--user")
    parser.add_argument("--password-file")
    return vars(parser.parse_args(arguments))


def tls_options(how):
    if not how["tls"]:
        return {"use_ssl": False, "ca": None, "certfile": None, "keyfile": None}
    path = lambda name: os.path.join(how["tls"], name)
    return {"use_ssl": True, "ca": path("ca.crt"), "certfile": path("tls.crt"), "keyfile": path("tls.key")}


def sasl_options(how):
    if not how["user"]:
        return None
    with open(how["password_file"]) as file:
        return {"mechanism": "DIGEST-MD5", "username": how["user"], "password": file.read().rstrip("\n")}


def connected(how, timeout=60):
    retry = KazooRetry(max_tries=-1, delay=0.05, backoff=1, max_delay=0.05, max_jitter=0.01)
    client = KazooClient(hosts=how["hosts"], timeout=10, handler=ImpatientHandler(), connection_retry=retry,
                         sasl_options=sasl_options(how), **tls_options(how))
    client.start(timeout=timeout)
    return client


class Writer:
    """The one session of `write`."""

    def __init__(self, how):
        self.disconnections = 0
        self.changing = False
        self.client = connected(how)
        self.client.add_listener(self.heard)
        self.is_connected(how)

    def heard(self, state):
        if state != KazooState.CONNECTED and not self.changing:
            self.disconnections += 1
            logging.warning("disconnected: %s", state)

    def change(self, how):
        """The next connection of the same session is another one. Kazoo has no call that drops the connection; its own tests do it so."""
        self.changing = True
        self.client.set_hosts(how["hosts"])
        for name, value in tls_options(how).items():
            setattr(self.client, name, value)
        self.client._connection.sasl_options = sasl_options(how)
        self.client._connection._socket.shutdown(socket.SHUT_RDWR)
        # Answered by the new connection: the old one takes no request any more.
        self.client.retry(self.client.sync, ROOT)
        self.changing = False
        self.is_connected(how)

    @staticmethod
    def is_connected(how):
        with open(CONNECTED + ".new", "w") as file:
            json.dump(how, file)
        os.rename(CONNECTED + ".new", CONNECTED)


def write(*arguments):
    ending, changes = [], []
    signal.signal(signal.SIGTERM, lambda *_: ending.append(True))
    signal.signal(signal.SIGHUP, lambda *_: changes.append(True))
    writer = Writer(way(arguments))
    client = writer.client
    client.retry(client.ensure_path, ROOT)
    # Names of this run only, because an earlier writer may have used the same ensemble.
    run, number = int(time.time() * 1000), 0
    with open(JOURNAL, "a", buffering=1) as journal:
        while not ending:
            if changes:
                changes.clear()
                with open(WANTED) as file:
                    writer.change(json.load(file))
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
        journal.write(f"{time.time():.3f} - end {writer.disconnections}\n")
    with open(ENDED, "w"):
        pass
    client.stop()
    signal.pause()  # The pod must not end, because its journal is read later.


def change(*arguments):
    how = way(arguments)
    with open(WANTED, "w") as file:
        json.dump(how, file)
    os.kill(1, signal.SIGHUP)
    deadline = time.monotonic() + 60
    while current() != how:
        if time.monotonic() > deadline:
            sys.exit("cannot change the connection: the writer's session is not connected so for 60 s")
        time.sleep(0.05)
    return 0


def current():
    with open(CONNECTED) as file:
        return json.load(file)


def attempt(*arguments):
    # An error code that kazoo does not know ends its thread with a traceback, and the answer never comes.
    threading.excepthook = lambda _: None
    try:
        client = connected(way(arguments), timeout=5)
        print(*client.get_children_async("/").get(timeout=10))
        client.stop()
    except Exception as problem:
        sys.exit(f"{type(problem).__name__}: {problem}")
    return 0


def entries():
    with open(JOURNAL) as journal:
        return [line.split() for line in journal]


def progress():
    count = len(entries()) if os.path.exists(JOURNAL) else 0
    print(f"{count} acknowledged")
    return 0 if count else 1


def longest(times):
    return max((after - before for before, after in zip(times, times[1:])), default=0)


def gap(since="0"):
    """The last write before SINCE counts as well: a gap may have begun before."""
    since, now = float(since), time.time()
    times = [float(entry[0]) for entry in entries()]
    earlier = [moment for moment in times if moment <= since]
    print(f"{longest([*earlier[-1:], *(moment for moment in times if moment > since), now]):.2f} {now:.3f}")
    return 0


def check(connect):
    # A second check reads the same writes again, for example after a restore.
    if not os.path.exists(ENDED):
        os.kill(1, signal.SIGTERM)
    deadline = time.monotonic() + 60
    while not os.path.exists(ENDED):
        if time.monotonic() > deadline:
            sys.exit("cannot end the writing: the last write had no answer for 60 s")
        time.sleep(0.05)
    *journal, end = entries()
    times = [float(entry[0]) for entry in [*journal, end]]
    acknowledged = [entry[2] for entry in journal]
    sessions = len({entry[1] for entry in journal})

    client = connected({**current(), "hosts": connect})
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
    print(len(acknowledged), lost, f"{longest(times):.1f}", sessions, end[3])
    return 0


if __name__ == "__main__":
    verb, arguments = (sys.argv[1] if len(sys.argv) > 1 else ""), sys.argv[2:]
    # Logs every connect and disconnect with its time, to explain a long gap.
    level = logging.INFO if verb == "write" else logging.CRITICAL
    logging.basicConfig(level=level, format="%(asctime)s.%(msecs)03d %(message)s", datefmt="%H:%M:%S")
    verbs = {"write": write, "change": change, "progress": progress, "gap": gap, "try": attempt, "check": check}
    if verb not in verbs:
        sys.exit(__doc__)
    sys.exit(verbs[verb](*arguments))
