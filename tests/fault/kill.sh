#!/bin/bash
# kill -9 at random moments; the same command again completes the run with nothing lost, repeated or
# changed: list and package bytes equal those of an undisturbed run. KILLS says how many (default 50).
. "$(dirname "$0")/../cli/lib.sh"
KILLS=${KILLS:-50}
PAGES=${PAGES:-60}
sample "kill-$PAGES" --seed 31 --dossiers 40 --condition office --format mixed --pages "$PAGES"
in=$SAMPLES/kill-$PAGES/input
RANDOM=${SEED:-4711}
echo "seed $RANDOM"
start=$(date +%s%N)
expect 0 "$SOHOA" run --store "$tmp/calm" --no-progress-bar "$in"/*
ms=$((($(date +%s%N) - start) / 1000000))
"$SOHOA" list --store "$tmp/calm" >"$tmp/calm.list"
"$SOHOA" list --store "$tmp/calm" --pages >"$tmp/calm.pages"
expect 0 "$SOHOA" pack --store "$tmp/calm" --out "$tmp/calm.out"
same() {
    "$SOHOA" list --store "$1" | cmp - "$tmp/calm.list" || fail "the list differs after kills"
    "$SOHOA" list --store "$1" --pages | cmp - "$tmp/calm.pages" || fail "the pages differ after kills"
    expect 0 "$SOHOA" pack --store "$1" --out "$1.out"
    (cd "$1.out" && cmp ./*.zip "$tmp"/calm.out/*.zip) || fail "the package differs after kills"
}
kills=0 rounds=0
while [ "$kills" -lt "$KILLS" ]; do
    rounds=$((rounds + 1))
    s=$tmp/store$rounds
    while :; do
        "$SOHOA" run --store "$s" --no-progress-bar "$in"/* >/dev/null 2>"$tmp/err" &
        pid=$!
        if [ "$kills" -lt "$KILLS" ]; then
            # up to a third of an undisturbed run, so that a run survives a few kills
            sleep "$(printf '0.%03d' $((RANDOM % (ms / 3 + 1) % 1000)))"
            if kill -9 "$pid" 2>/dev/null; then
                wait "$pid" 2>/dev/null && code=0 || code=$?
                [ "$code" = 137 ] && kills=$((kills + 1)) && { [ ! -e "$s/store.sqlite" ] || ledger "$s"; } && continue
            fi
        fi
        wait "$pid" 2>/dev/null && code=0 || code=$?
        [ "$code" = 0 ] || fail "exit $code after $kills kills: $(tail -n 3 "$tmp/err")"
        break
    done
    same "$s"
    rm -rf "$s" "$s.out"
done
echo "$kills kills over $rounds runs of $ms ms: bytes equal"
