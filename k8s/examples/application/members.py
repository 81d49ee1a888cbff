#!/usr/bin/env python3
"""An application that needs ZooKeeper: it registers itself, and says who is there whenever that changes.

CONNECT is the ensemble, as `zkagent connect-string` prints it (the init container writes it into the file CONNECT_FILE names);
POD_NAME is the name to register under.
"""
import os
import signal

from kazoo.client import KazooClient

with open(os.environ["CONNECT_FILE"]) as file:
    client = KazooClient(hosts=file.read().strip())
client.start()
client.ensure_path("/application/members")


@client.ChildrenWatch("/application/members")
def changed(members):
    print("members:", " ".join(sorted(members)), flush=True)


# An ephemeral node: gone when this pod's session is.
client.create("/application/members/" + os.environ["POD_NAME"], ephemeral=True)
signal.signal(signal.SIGTERM, lambda *_: client.stop())
signal.pause()
