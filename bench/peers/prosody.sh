#!/bin/bash
# Prosody beside Parley: everyone logs in with SASL PLAIN over direct TLS and sends chat messages to others.
#   bench/peers/prosody.sh [PEOPLE] [SECONDS]        needs Debian and root: it runs as the user prosody
# Measured twice: as it comes, where a message that was delivered is kept nowhere, and with an archive (XEP-0313), which
# is what Parley does for every message.
set -eu
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname -- "$0")/common.sh"

configure() { # configure [ARCHIVE]
  archive=
  if [ -n "${1:-}" ]; then archive='"mam";'; fi
  cat >"$work/prosody.cfg.lua" <<TEXT
data_path = "$work/data"
pidfile = "$work/data/pid"
-- warnings alone: a line for each connection would be measured too
log = { warn = "*console" }
-- of the package's modules those that a messenger of people needs. Without "limits", so that nobody is slowed down.
modules_enabled = {
  "disco"; "roster"; "saslauth"; "tls"; "blocklist"; "bookmarks"; "carbons"; "pep"; "private"; "smacks"; "vcard4";
  "csi_simple"; "ping"; "time"; "version"; $archive
}
modules_disabled = { "s2s" }
interfaces = { "127.0.0.1" }
c2s_ports = { }
c2s_direct_tls_ports = { $port }
c2s_require_encryption = true
certificates = "$work"
ssl = { key = "$work/key.pem"; certificate = "$work/cert.pem"; }
-- accounts with their passwords as they are: a login costs no key derivation, as a token's doesn't
authentication = "internal_plain"
-- files of its own, which is what it comes with
storage = "internal"
-- everyone's messages, once for the sender and once for the receiver
default_archive_policy = true
-- the fastest of its event loops by its documentation; everyone may be waiting at the door at once
network_backend = "epoll"
network_settings = { tcp_backlog = 4096 }
VirtualHost "localhost"
TEXT
}

register() { # everyone at once, as the files that it makes of accounts itself
  install -d "$work/data/localhost/accounts"
  awk -v folder="$work/data/localhost/accounts" '{
    file = folder "/" $1 ".dat"
    printf "return {\n\t[\"password\"] = \"%s\";\n};\n", $2 >file
    close(file)
  }' "$work/people"
  chown -R prosody "$work/data"
}

measured() { # measured NAME SLUG [ARCHIVE]
  configure "${3:-}"
  rm -rf "$work/data"
  register
  # it drops no rights by itself; this becomes it, so that the process is its own
  setpriv --reuid prosody --regid prosody --init-groups prosody -F --config "$work/prosody.cfg.lua" >"$work/log" 2>&1 &
  pid=$!
  await_port
  measure "$1" "$2" xmpp
  stop
}

installed prosody openssl
certify
accounts
chmod -R a+rX "$work" # for the user prosody
measured "Prosody" prosody
measured "Prosody, archive" prosody-archive archive
