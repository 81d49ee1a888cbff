#!/usr/bin/env python3
"""An application that needs ZooKeeper: it registers itself, and says who is there whenever that changes.

CONNECT_FILE holds the ensemble's addresses, as an init container wrote them (`zkagent connect-string`); POD_NAME is the name to register.
"""
import os
import signal

from kazoo.client import KazooClient, KazooState

# Longer than a member's restart and an election together: a session that ends loses its ephemeral nodes and watches.
SESSION_SECONDS = 30

with open(os.environ["CONNECT_FILE"]) as file:
    client = KazooClient(hosts=file.read().strip(), timeout=SESSION_SECONDS)


@client.add_listener
def session_changed(state):
    # A lost connection is kazoo's affair; a lost session took our node with it: begin anew, as a new container.
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
