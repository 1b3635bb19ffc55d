# shellcheck shell=bash
# ./dev run: the main job from nothing to one book on two devices, every command shown before it runs.

dev_run() {
  local once=no
  case "${1:-}" in
    "") ;;
    --once) once=yes ;;
    *) die "./dev run knows --once, not $1." ;;
  esac
  rust_is_ready
  heading "Building the program and the server (the first time takes some minutes)"
  run cargo build --release --workspace --bins
  here=.dev/run
  # What an earlier run left is kept once more, in case somebody wrote something real into it.
  rm -rf .dev/run-before
  if [[ -d $here ]]; then mv "$here" .dev/run-before; fi
  mkdir -p "$here"
  port=$(free_port)
  trap stop_server EXIT
  trap 'exit 130' INT TERM

  heading "A server, with its books in $here/server"
  start_server
  sed 's/^/  /' "$here/server.out"
  local invitation
  invitation=$(sed -n 's/.*--invitation \([^ ]*\).*/\1/p' "$here/server.out" | head -n 1)

  heading "A phone's book"
  phone init --practice "Riverside Therapy" --device Phone --person "Kim"
  phone add place "Oak Street Family Medicine" --sector primary_care
  phone add person "Ana Ruiz" --at "Oak Street" --role front_desk --routes-referrals --phone "+1 555 0100"
  phone pair new "http://127.0.0.1:$port" --invitation "$invitation"

  heading "What the practice knew before (each file has two rows that are damaged, on purpose)"
  phone import samples/contacts.vcf
  phone import samples/google-contacts.csv
  phone sync

  heading "A desktop joins with a code that is good once, for five minutes"
  say_typed rapport --home "$here/phone" --json pair show
  local code
  code=$("$rapport" --home "$here/phone" --json pair show | sed -n 's/.*"code": *"\([^"]*\)".*/\1/p')
  desktop pair join "$code" --device Desktop --person "Kim"
  desktop find oak

  heading "No signal: the server is down, the phone goes on"
  stop_server
  phone log "Oak Street" --met "Ana Ruiz" --left cookies --left card:5 --outcome met \
    --note "Two new doctors in January" --next "in 2 weeks: bring brochures"
  phone note "ask about parking" --about "Ana"
  phone referral in "Oak Street" --via phone
  phone sync || echo "  (nothing was lost: it is sent when the server is back)"

  heading "Meanwhile both devices edit the same contact"
  phone edit "Oak Street" drop_in="Tuesdays before nine"
  desktop edit "Oak Street" drop_in="Fridays after lunch"
  desktop log "Oak Street" --kind call --outcome met --note "They moved to the second floor"

  heading "The server is back"
  start_server
  phone sync
  desktop sync
  phone sync
  desktop sync

  heading "One book on both"
  phone timeline "Oak Street"
  desktop timeline "Oak Street"
  # All of it on one page: where a page ends is each device's own.
  same_on_both timeline --limit 500
  same_on_both conflicts
  echo "  Both devices tell the same story."

  heading "The conflict is kept: which was right?"
  phone conflicts
  phone today

  heading "Three years of a made-up practice, to look around in: made on one device, synced to another"
  on studio sample --years 3 --contacts 400 --seed 1
  invitation=$("$bins/rapport-sync-server" --data "$here/server" invite)
  on studio pair new "http://127.0.0.1:$port" --invitation "$invitation"
  on studio sync
  code=$("$rapport" --home "$here/studio" --json pair show | sed -n 's/.*"code": *"\([^"]*\)".*/\1/p')
  on office pair join "$code" --device Office --person "Kim"
  on office sync

  next_commands
  if [[ $once == yes ]]; then
    app_opens
    return
  fi
  heading "The app, on that practice. It and the server run until you press Ctrl-C here; type the rest in another terminal"
  say_typed rapport --home "$here/office" app
  "$rapport" --home "$here/office" app
}

# Opens the app without a browser, sees that it answers, and closes it.
app_opens() {
  say_typed rapport --home "$here/office" app
  "$rapport" --home "$here/office" --json app --no-open --port 0 >"$here/app.json" &
  local app=$! address=
  until address=$(sed -n 's/.*"address": *"\([^"]*\)".*/\1/p' "$here/app.json") && [[ -n $address ]]; do
    kill -0 "$app" 2>/dev/null || die "The app ended before it opened."
    sleep 0.1
  done
  address=${address%%/open*}
  answers "${address##*:}" || die "The app does not answer."
  echo "  Rapport is open: $address"
  kill "$app"
  wait "$app" || die "The app did not end in order."
}

next_commands() {
  local program
  program=$(realpath "$rapport")
  heading "Next"
  cat <<TEXT
  alias phone='$program --home $PWD/$here/phone' desktop='$program --home $PWD/$here/desktop'

  phone conflicts                   choose between the two values: phone resolve --help
  phone log "Oak" --left cookies    ten seconds, with or without a signal
  desktop sync                      and it is there: desktop timeline
  desktop undo                      nothing is done for good
  phone pair show                   a code for a third device
  phone --help                      everything else

TEXT
}

phone() { on phone "$@"; }
desktop() { on desktop "$@"; }

# Runs a command of the program on one of the two devices, as a person would type it.
on() {
  local device=$1
  shift
  say_typed rapport --home "$here/$device" "$@"
  "$rapport" --home "$here/$device" "$@" | sed 's/^/  /'
}

# Compares what a question's machine-readable answer is on both devices.
same_on_both() {
  "$rapport" --home "$here/phone" --json "$@" >"$here/phone.json"
  "$rapport" --home "$here/desktop" --json "$@" >"$here/desktop.json"
  cmp "$here/phone.json" "$here/desktop.json" || die "The two devices differ in: rapport $*"
}

start_server() {
  say_typed rapport-sync-server --data "$here/server" --listen "127.0.0.1:$port"
  "$bins/rapport-sync-server" --data "$here/server" --listen "127.0.0.1:$port" >"$here/server.out" 2>>"$here/server.log" &
  server=$!
  until answers "$port"; do
    kill -0 "$server" 2>/dev/null || die "The server ended; its log is $here/server.log"
    sleep 0.1
  done
}

stop_server() {
  if [[ -n ${server:-} ]]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=
  fi
}

free_port() {
  local port
  for port in {8787..8887}; do
    if ! answers "$port"; then
      echo "$port"
      return
    fi
  done
  die "No port from 8787 to 8887 is free."
}

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
