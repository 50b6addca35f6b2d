#!/bin/bash
# Parley and its peers, one after the other, with the same people, messages and client, and a table of them side by side.
#   bench/peers/all.sh [PEOPLE] [SECONDS]        needs Debian and root, since it installs Mosquitto, ejabberd and Prosody
# Writes bench/results/peer-NAME-SCENARIO.json; `./parley bench report` puts them into docs/benchmark.md.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
people=${1:-10000} seconds=${2:-60}
results=$here/../results
mkdir -p "$results"
ulimit -n "$(ulimit -Hn)"

parley() { # parley SCENARIO OPTION...: as common.sh measures the others
  scenario=$1
  "$here/../../parley" bench "$@" --name "${name:-Parley}" --serve --people "$people" \
    --json "$results/${file:-peer-parley}-$scenario.json" || echo "Parley: $scenario shows faults" >&2
}

parley idle --hold 10
parley connect
# Whoever receives something acknowledges it, as a receiver does in MQTT. Warm for longer than the others: of them none
# is compiled while it runs.
parley direct --acks --partners 20 --warmup 240 --duration "$seconds"
# Nobody acknowledges, as in XMPP.
file=peer-parley-unacknowledged name="Parley, unacknowledged" parley direct --partners 20 --warmup 240 --duration "$seconds"
for peer in mosquitto ejabberd prosody; do
  # one that can't be installed or doesn't start leaves the others their turn
  "$here/$peer.sh" "$people" "$seconds" || echo "$peer: not measured to the end" >&2
done
cd "$here/../.." && ./parley bench report
