#!/bin/bash
# Everything that docs/benchmark.md shows of Parley, one run after the other, on a machine with nothing else to do.
#   bench/suite.sh [PEOPLE] [MINUTES of the long run]        about an hour; a part alone: ONLY='direct group' bench/suite.sh
# Writes bench/results/*.json; at the end `./parley bench report` puts them into docs/benchmark.md. The peers: bench/peers/all.sh.
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
cd "$here/.." || exit 1
people=${1:-10000} minutes=${2:-10}
results=bench/results
mkdir -p $results
ulimit -n "$(ulimit -Hn)"

run() { # run NAME SCENARIO OPTION...
  name=$1
  shift
  case " ${ONLY:-$name} " in *" $name "*) ;; *) return 0 ;; esac
  echo "== $name: ./parley bench $*"
  ./parley bench "$@" --serve --json "$results/$name.json" || echo "$name shows faults" >&2
}

run idle-tls idle --door tls --people "$((people * 8 / 10))" --floor --warm-up 2000
run idle-ws idle --door ws --people "$((people * 8 / 10))" --floor --warm-up 2000
run connect connect --door tls --people "$people" --floor
run direct-floor direct --door tls --people "$people" --floor --warmup 90 --duration 40
run direct-long direct --door tls --people "$people" --warmup 60 --duration $((minutes * 60))
run direct-half direct --door tls --people "$((people / 2))" --floor --warmup 60 --duration 60
run direct-partners direct --door tls --people "$people" --partners 20 --acks --warmup 60 --duration 120
run saturate saturate --door tls --people 1000
run group group --door tls --people 1000 --rate 10 --floor
run rooms rooms --door tls --people "$people"
run resume resume --door tls --people "$people"
run history history --door tls
run mixed mixed --door tls --people "$people"

case " ${ONLY:-growth} " in *" growth "*)
  data=$(mktemp -d)
  ./parley bench growth partners 1000000 $results/growth-partners.json "$data"
  # a server on that million
  ./parley serve --data.dir="$data" --http.port=0 --tcp.port=off --tls.port=off --admin.port=0 >"$data/out" 2>&1 &
  server=$!
  for _ in $(seq 300); do grep -q '^ready in' "$data/out" && break; sleep 0.1; done
  ready=$(sed -n 's/^ready in \([0-9]*\) ms.*/\1/p' "$data/out")
  kill $server && wait $server
  rm -rf "$data"
  cat >$results/ready.json <<JSON
{"command":"ONLY=growth bench/suite.sh","machine":"$(nproc) processors","at":"$(date -u +%Y-%m-%dT%H:%M:%SZ)","results":[
{"scenario":"ready","target":"Parley","door":"start to ready with 1,000,000 messages stored","figures":[
{"name":"ready after","value":$ready,"unit":"ms","text":"$ready ms"}]}]}
JSON
  ./parley bench growth anyone 10000000 $results/growth-anyone.json ;;
esac
./parley bench report
