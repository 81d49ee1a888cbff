#!/bin/bash
# A probe in the manner of the scripts that the agent replaces: ruok through netcat, compared in the shell.
answer=$(echo ruok | nc 127.0.0.1 "${ZK_CLIENT_PORT:-2181}")
if [ "$answer" == imok ]; then
  exit 0
else
  exit 1
fi
