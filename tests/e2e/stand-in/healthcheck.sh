#!/bin/bash
answer=$(echo ruok | timeout "${ZOO_HC_TIMEOUT:-5}" nc -w "${ZOO_HC_TIMEOUT:-5}" localhost "${ZOO_PORT_NUMBER:-2181}")
[[ $answer == *imok* ]]
