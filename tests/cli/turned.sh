#!/bin/bash
# Registers scanned sideways and upside down: the rules of their tables outweigh their lines, and what is read across
# them is confident nonsense. Each must come out upright, also when no layout says which way lines run (--no-deskew).
. "$(dirname "$0")/lib.sh"
[ -x build/release/tools/evaluate ] || { echo "make tools first"; exit 77; }
"$GEN" --seed 702 --dossiers 6 --pages 6 --types so_theo_doi --condition turned --format zip --plain \
    --no-words --out "$tmp/set" >"$tmp/out" 2>&1 || fail "no set: $(cat "$tmp/out")"
upright() { # OPTION...
    rm -rf "$tmp/s" "$tmp/e.jsonl"
    "$SOHOA" run -q --no-progress-bar "$@" --store "$tmp/s" "$tmp"/set/input/* || [ $? = 20 ] || fail "run $*"
    build/release/tools/pagewords "$tmp/s" >"$tmp/pages.jsonl"
    build/release/tools/evaluate "$tmp/set/truth.jsonl" "$tmp/pages.jsonl" --json "$tmp/e.jsonl" >"$tmp/out" || :
    jq -es '[.[] | select(.record == "reading" and .condition == "all")][0] | .pages == 6 and .free.f1 > 0.9' "$tmp/e.jsonl" \
        >/dev/null || fail "a turned page was not read: $* $(jq -c 'select(.record == "reading") | .free.f1' "$tmp/e.jsonl")"
}
upright
upright --no-deskew
