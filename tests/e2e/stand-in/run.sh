#!/bin/bash
exec /opt/zookeeper/bin/zkServer.sh start-foreground
