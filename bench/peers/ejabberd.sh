#!/bin/bash
# ejabberd beside Parley: everyone logs in with SASL PLAIN over direct TLS and sends chat messages to others.
#   bench/peers/ejabberd.sh [PEOPLE] [SECONDS]        needs Debian and root: its program runs as the user ejabberd
# Measured twice: as it comes, where a message that was delivered is kept nowhere, and with an archive (XEP-0313), which
# is what Parley does for every message.
set -eu
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname -- "$0")/common.sh"
dist_port=$((port + 1)) # where its own command finds it

configure() { # configure [ARCHIVE]
  cat >"$work/ejabberd.yml" <<TEXT
# warnings alone: a line for each connection would be measured too
loglevel: warning
log_rotate_count: 0
hosts: [localhost]
certfiles: ["$work/server.pem"]
# accounts in its own database, with their passwords as they are: a login costs no key derivation, as a token's doesn't
auth_method: internal
auth_password_format: plain
# what its package sets for TLS
c2s_protocol_options: [no_sslv3, no_tlsv1, no_tlsv1_1, cipher_server_preference, no_compression]
listen:
  - port: $port
    ip: "127.0.0.1"
    module: ejabberd_c2s
    tls: true
    access: all
    # no limit on how fast anybody sends
    shaper: none
    max_stanza_size: 262144
    # everyone may be waiting at the door at once
    backlog: 4096
shaper_rules:
  max_user_sessions: infinity
  max_user_offline_messages: infinity
api_permissions:
  "console commands": {from: [ejabberd_ctl], who: all, what: "*"}
# of the package's modules those that a messenger of people needs: none of the web, of rooms, of calls, of publishing,
# and no ban of an address from which everyone comes
modules:
  mod_blocking: {}
  mod_caps: {}
  mod_carboncopy: {}
  mod_client_state: {}
  mod_disco: {}
  mod_last: {}
  mod_offline: {access_max_user_messages: max_user_offline_messages}
  mod_ping: {}
  mod_privacy: {}
  mod_private: {}
  mod_roster: {versioning: true}
  mod_stream_mgmt: {resend_on_timeout: if_offline}
  mod_vcard: {search: false}
TEXT
  # Each message once for its sender and once for its receiver, in its own database. That takes files of at most 2 GB,
  # some millions of messages, beyond which its documentation advises an SQL server; no run of minutes comes near.
  if [ -n "${1:-}" ]; then echo "  mod_mam: {assume_mam_usage: true, default: always}" >>"$work/ejabberd.yml"; fi
  cat >"$work/ejabberdctl.cfg" <<TEXT
# no port mapper of Erlang's, which would go on after the run
ERLANG_NODE=peers@localhost
ERL_DIST_PORT=$dist_port
INET_DIST_INTERFACE=127.0.0.1
EJABBERD_PID_PATH=$work/spool/pid
# the first is the package's; by the others schedulers with nothing to do sleep, rather than wait busily on the
# processors that they share with the load tool, in time that would be counted as the server's
ERL_OPTIONS="-env ERL_CRASH_DUMP_BYTES 0 +sbwt none +sbwtdcpu none +sbwtdio none"
# three of each connection, at most
ERL_MAX_PORTS=262144
TEXT
}

# Its own command, with the files of this run. It would become the user ejabberd by way of PAM, which takes the limit of
# open files back to 1,024.
control() {
  HOME=/var/lib/ejabberd setpriv --reuid ejabberd --regid ejabberd --init-groups ejabberdctl --ctl-config "$work/ejabberdctl.cfg" --config "$work/ejabberd.yml" --logs "$work/spool" --spool "$work/spool" "$@"
}

register() { # everyone at once, as a text that its database loads
  {
    echo "{tables, [{passwd, [{record_name, passwd}, {attributes, [us, password]}]}]}."
    awk '{ printf "{passwd, {<<\"%s\">>, <<\"localhost\">>}, <<\"%s\">>}.\n", $1, $2 }' "$work/people"
  } >"$work/passwd.txt"
  control load "$work/passwd.txt"
}

measured() { # measured NAME SLUG [ARCHIVE]
  configure "${3:-}"
  rm -rf "$work/spool"
  install -d -o ejabberd "$work/spool"
  control foreground-quiet >"$work/log" 2>&1 &
  pid=$! # of its command, until the server says its own
  await_file "$work/spool/pid"
  pid=$(cat "$work/spool/pid")
  await_port
  register
  measure "$1" "$2" xmpp
  stop
}

installed ejabberd openssl
certify
cat "$work/cert.pem" "$work/key.pem" >"$work/server.pem"
accounts
chmod -R a+rX "$work" # for the user ejabberd
measured "ejabberd" ejabberd
measured "ejabberd, archive" ejabberd-archive archive
