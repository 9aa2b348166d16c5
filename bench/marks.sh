#!/bin/sh
# marks.sh WIRECOPY FOLDER: marks for ever with the real command, "KEY NUMBER" once each is safe.
number=1
while :; do
    key=s00$((number % 6))
    "$1" -w "$2" mark "$key" verified --by bench --note "$number" >/dev/null || exit 1
    echo "$key $number"
    number=$((number + 1))
done
