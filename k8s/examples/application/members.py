#!/usr/bin/env python3
"""An application that needs ZooKeeper. It registers its name, and prints the registered names at every change.

CONNECT_FILE has the ensemble's addresses, written by an init container (`zkagent connect-string`). POD_NAME is the name to register.
"""
import os
import signal

from kazoo.client import KazooClient, KazooState

# Longer than a member's restart and an election together, because a session that expires loses its ephemeral nodes and watches.
SESSION_SECONDS = 30

with open(os.environ["CONNECT_FILE"]) as file:
    client = KazooClient(hosts=file.read().strip(), timeout=SESSION_SECONDS)


@client.add_listener
def session_changed(state):
    # kazoo restores a lost connection. A lost session also loses the ephemeral node, so exit: the kubelet starts a new container.
    if state == KazooState.LOST:
        os._exit(1)


client.start()
client.ensure_path("/application/members")


@client.ChildrenWatch("/application/members")
def members_changed(members):
    print("members:", " ".join(sorted(members)), flush=True)


client.create("/application/members/" + os.environ["POD_NAME"], ephemeral=True)


def leave(*_):
    client.remove_listener(session_changed)
    client.stop()
    raise SystemExit(0)


signal.signal(signal.SIGTERM, leave)
while True:
    signal.pause()
