#!/bin/bash
# Mosquitto beside Parley: everyone listens to a topic of their own, and messages are published to it with QoS 1.
#   bench/peers/mosquitto.sh [PEOPLE] [SECONDS]        needs Debian, and root if it isn't installed yet
# Measured twice, since a broker that keeps nothing and one that keeps what is under way are different things.
set -eu
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname -- "$0")/common.sh"
PATH=$PATH:/usr/sbin

configure() { # configure PERSISTENCE
  cat >"$work/mosquitto.conf" <<TEXT
# as whoever runs this, who can read the files beside it
user $(id -un)
listener $port 127.0.0.1
certfile $work/cert.pem
keyfile $work/key.pem
# people log in with a password, as they do with a token at Parley
allow_anonymous false
password_file $work/passwords
# nobody is turned away, and nothing is thrown away for being too much: 20 under way and 1,000 waiting are the usual bounds
max_connections -1
max_inflight_messages 0
max_queued_messages 0
# small messages leave at once, as Parley's do
set_tcp_nodelay true
# errors alone: a line for each connection would be measured too. No topic of statistics.
log_dest file $work/log
log_type error
log_type warning
connection_messages false
sys_interval 0
# Mosquitto keeps messages that are under way or wait for someone, and writes all of them to its file now and then,
# never on each message. Half an hour, its usual interval, would be longer than the run.
persistence $1
persistence_location $work/
autosave_interval 10
TEXT
}

measured() { # measured NAME SLUG PERSISTENCE
  configure "$3"
  mosquitto -c "$work/mosquitto.conf" >"$work/log.start" 2>&1 &
  pid=$!
  await_port
  measure "$1" "$2" mqtt
  stop
}

installed mosquitto openssl
certify
accounts
tr '\t' ':' <"$work/people" >"$work/passwords"
mosquitto_passwd -U "$work/passwords" # hashes them, in place
measured "Mosquitto" mosquitto false
measured "Mosquitto, persistent" mosquitto-persistent true
