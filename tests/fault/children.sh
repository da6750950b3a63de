#!/bin/bash
# A reading process that crashes or hangs costs at most the page that did it, and a crash that was not
# the page's own fault costs nothing. Children die with their parent; a second run is refused.
. "$(dirname "$0")/../cli/lib.sh"
sample small --seed 21 --dossiers 3 --condition clean --format mixed --pages 14
in=$SAMPLES/small/input
expect 0 "$SOHOA" run --store "$tmp/calm" --no-progress-bar "$in"/*
"$SOHOA" list --store "$tmp/calm" >"$tmp/calm.list"
# every worker crashes on its third page: pages are retried alone, nothing is lost or changed
SOHOA_FAULT=crash:3 expect 0 "$SOHOA" run --store "$tmp/s1" --no-progress-bar "$in"/*
"$SOHOA" list --store "$tmp/s1" | cmp - "$tmp/calm.list" || fail "crashes changed the list"
# every worker crashes on every page: all quarantined after three tries each, and the run still ends
SOHOA_FAULT=crash:1+ expect 20 "$SOHOA" run --store "$tmp/s2" --no-progress-bar -j 1 "$in"/*
ledger "$tmp/s2"
jq -e '.pages.done == 0 and .pages.waiting == 0 and .pages.quarantined == .pages.in' "$tmp/status" >/dev/null || fail "$(cat "$tmp/status")"
# a page that hangs is killed at its deadline, tried the cheap way, then goes through
SOHOA_FAULT=hang:2 expect 0 "$SOHOA" run --store "$tmp/s3" --no-progress-bar -j 1 --page-seconds 2 "$in"/*
ledger "$tmp/s3"
# every reader dies in its second entry: each is tried again where it was, nothing is lost
SOHOA_FAULT=crash:2 SOHOA_FAULT_READER=1 expect 0 "$SOHOA" run --store "$tmp/s4" --no-progress-bar "$in"/*
"$SOHOA" list --store "$tmp/s4" | cmp - "$tmp/calm.list" || fail "dying readers changed the list"
# a reader that dies in every entry: the inputs are quarantined, and the run still ends
SOHOA_FAULT=crash:1+ SOHOA_FAULT_READER=1 expect 20 "$SOHOA" run --store "$tmp/s7" --no-progress-bar "$in"/*
ledger "$tmp/s7"
jq -e '.pages.done == 0 and .pages.waiting == 0 and .pages.quarantined > 0' "$tmp/status" >/dev/null || fail "$(cat "$tmp/status")"
# an input that an interrupted run left half read and nobody gives again does not wait for ever
"$SOHOA" run --store "$tmp/s8" --no-progress-bar "$in"/* >/dev/null 2>&1 &
pid=$!
for i in $(seq 100); do
    sleep 0.05
    [ -e "$tmp/s8/store.sqlite" ] || continue
    "$SOHOA" status --store "$tmp/s8" --json >"$tmp/status" 2>/dev/null || continue
    [ "$(jq .pages.in "$tmp/status")" -lt 3 ] || break
done
kill -9 "$pid"
wait "$pid" 2>/dev/null || true
expect 2 "$SOHOA" run --store "$tmp/s8" --no-progress-bar "$tmp/not-there"
ledger "$tmp/s8"
jq -e '.pages.in > 0 and .pages.waiting == 0' "$tmp/status" >/dev/null || fail "$(cat "$tmp/status")"
# children die with the parent
"$SOHOA" run --store "$tmp/s5" --no-progress-bar "$in"/* >/dev/null 2>&1 &
pid=$!
sleep 0.4
children=$(pgrep -P "$pid" || true)
[ -n "$children" ] || fail "no children to look at"
# two runs on one store: the second is refused, reading commands work beside the first
expect 5 "$SOHOA" run --store "$tmp/s5" --no-progress-bar "$in"/*
grep -q 'in use' "$tmp/err" || fail "the refusal does not say why: $(cat "$tmp/err")"
expect 0 "$SOHOA" status --store "$tmp/s5" --json
expect 0 "$SOHOA" list --store "$tmp/s5"
kill -9 "$pid"
wait "$pid" 2>/dev/null || true
for i in 1 2 3 4 5 6 7 8 9 10; do
    alive=
    for c in $children; do [ -d "/proc/$c" ] && grep -q '^State:[[:space:]]*[A-Y]' "/proc/$c/status" 2>/dev/null && alive=$c; done
    [ -n "$alive" ] || break
    sleep 0.2
done
[ -z "$alive" ] || fail "a child outlived its parent"
# an interrupt says so and the next run completes
"$SOHOA" run --store "$tmp/s6" --no-progress-bar "$in"/* >/dev/null 2>&1 &
pid=$!
sleep 0.5
kill -INT "$pid"
wait "$pid" && code=0 || code=$?
[ "$code" = 130 ] || [ "$code" = 0 ] || fail "interrupted run ended with $code"
expect 0 "$SOHOA" run --store "$tmp/s6" --no-progress-bar "$in"/*
"$SOHOA" list --store "$tmp/s6" | cmp - "$tmp/calm.list" || fail "an interrupt changed the list"
# a full disk: try again later
for point in write fsync rename sql; do
    for at in 2 9; do
        code=0
        SOHOA_FAULT=$point:$at "$SOHOA" run --store "$tmp/f-$point-$at" --no-progress-bar "$in"/* >/dev/null 2>"$tmp/err" || code=$?
        case $code in 0 | 5 | 75) ;; *) fail "$point:$at ended with $code: $(tail -n 2 "$tmp/err")" ;; esac
        expect 0 "$SOHOA" run --store "$tmp/f-$point-$at" --no-progress-bar "$in"/*
        "$SOHOA" list --store "$tmp/f-$point-$at" | cmp - "$tmp/calm.list" || fail "$point:$at changed the list"
        rm -rf "$tmp/f-$point-$at"
    done
done
