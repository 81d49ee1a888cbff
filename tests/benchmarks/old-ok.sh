#!/bin/bash
# A probe like the scripts that the agent replaces: it sends ruok with netcat, and the shell compares the answer.
answer=$(echo ruok | nc 127.0.0.1 "${ZK_CLIENT_PORT:-2181}")
if [ "$answer" == imok ]; then
  exit 0
else
  exit 1
fi
