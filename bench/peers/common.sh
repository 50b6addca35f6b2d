# What the scripts for the single peers have in common; they read it with `.`, and set `people` and `seconds` by it.
# shellcheck shell=bash
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
people=${1:-1000} seconds=${2:-60}
port=${PEERS_PORT:-19300} # of the server that is measured; one is up at a time
results=$here/../results
work=$(mktemp -d "${TMPDIR:-/tmp}/peers-XXXXXX")
pid= # of the server, while it runs
trap 'stop; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
mkdir -p "$results"
# each person is a descriptor of the server's and one of the load tool's
ulimit -n "$(ulimit -Hn)"

installed() { # installed PACKAGE...: from Debian, and without the services that packages start by themselves
  missing=
  for package in "$@"; do
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  policy=/usr/sbin/policy-rc.d made=
  [ -e "$policy" ] || { printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy" && made=yes; }
  apt-get update -qq
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
  [ -z "$made" ] || rm "$policy"
}

certify() { # a certificate of the kind that Parley makes for itself: P-256, so that handshakes cost both the same
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
}

accounts() { # everyone's name and password, with a tab: $work/people
  seq "$people" | awk '{ printf "person%06d\tpassword%06d\n", $1, $1 }' >"$work/people"
}

await_port() { # until the server listens, or has ended
  for _ in $(seq 300); do
    [ -z "$pid" ] || kill -0 "$pid" 2>/dev/null || break
    if openssl s_client -connect "127.0.0.1:$port" </dev/null >/dev/null 2>&1; then return 0; fi
    sleep 0.1
  done
  echo "nothing listens on port $port:" >&2
  cat "$work"/*log* >&2
  exit 1
}

await_file() { # await_file FILE: until the server has written it
  for _ in $(seq 300); do
    [ ! -s "$1" ] || return 0
    sleep 0.1
  done
  echo "$1 isn't written:" >&2
  cat "$work"/*log* >&2
  exit 1
}

stop() { # asks the server to end, and waits for it
  [ -n "$pid" ] || return 0
  kill "$pid" 2>/dev/null || true
  for _ in $(seq 200); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  kill -9 "$pid" 2>/dev/null || true
  wait 2>/dev/null || true
  pid=
}

measure() { # measure NAME SLUG PROTOCOL: each workload, and a file of results of it; what goes wrong is in the file
  # memory first, while the server has seen nobody
  workload "$@" idle --hold 10
  workload "$@" connect
  # the same few partners for each, as with Parley; a third as long for the server to warm up
  workload "$@" direct --partners 20 --warmup $((seconds / 3)) --duration "$seconds"
}

workload() { # workload NAME SLUG PROTOCOL SCENARIO OPTION...
  name=$1 slug=$2 protocol=$3 scenario=$4
  shift 4
  "$here/../../parley" bench "$scenario" "$@" --name "$name" --protocol "$protocol" --tls-port "$port" --pid "$pid" \
    --people "$people" --people-file "$work/people" --json "$results/peer-$slug-$scenario.json" ||
    echo "$name: $scenario shows faults" >&2
}
