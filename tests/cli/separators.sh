#!/bin/bash
# Printed separator sheets, scanned between the pages of a stack, part it: upright, upside down,
# from a poor copier; also in the middle of what is one document without them.
. "$(dirname "$0")/lib.sh"
expect 1 "$SOHOA" separators
expect 1 "$SOHOA" separators -o "$tmp/x.pdf" more
expect 1 "$SOHOA" separators -o "$tmp/x.pdf" --kind other
expect 1 "$SOHOA" separators -o "$tmp/x.pdf" --count 0
expect 5 "$SOHOA" separators -o "$tmp/absent/x.pdf"
expect 0 "$SOHOA" separators -o "$tmp/vi.pdf" --count 3 --lang vi
expect 0 "$SOHOA" separators -o "$tmp/en.pdf" --kind dossier --lang en
expect 0 "$SOHOA" separators -o - --count 3 --lang vi
cmp "$tmp/out" "$tmp/vi.pdf" || fail "another PDF on standard output"
qpdf --check "$tmp/vi.pdf" >/dev/null || fail "no sound PDF"
[ "$(qpdf --show-npages "$tmp/vi.pdf")" = 3 ] || fail "not three sheets"
[ "$(qpdf --show-npages "$tmp/en.pdf")" = 10 ] || fail "not ten sheets by default"
! cmp -s "$tmp/vi.pdf" "$tmp/en.pdf" || fail "both kinds and languages are the same sheet"
# printed and scanned: 300 dpi, upside down at 200 dpi, a poor copy at 150 dpi, the other kind
scan() { pdftocairo -jpeg -gray -singlefile "${@:2}" "$1"; }
qpdf "$tmp/vi.pdf" --rotate=180 "$tmp/turned.pdf"
scan "$tmp/300" -r 300 "$tmp/vi.pdf"
scan "$tmp/turned" -r 200 "$tmp/turned.pdf"
scan "$tmp/poor" -r 150 -jpegopt quality=20 "$tmp/vi.pdf"
scan "$tmp/other" -r 200 "$tmp/en.pdf"
sheets=("$tmp/300.jpg" "$tmp/turned.jpg" "$tmp/poor.jpg" "$tmp/other.jpg")
sample stack --seed 39 --dossiers 1 --pages 8 --format folder --condition clean --plain
plain=$SAMPLES/stack/input/dot-01/HS-0001
s=$tmp/plain
expect 0 "$SOHOA" run -q --no-progress-bar --store "$s" "$plain"
"$SOHOA" list --store "$s" >"$tmp/list"
jq -e -s 'any(.[]; .pages | length > 1)' "$tmp/list" >/dev/null || fail "the stack has no document of two pages"
# a sheet in front of every page but the first
mkdir "$tmp/stack"
n=0 page=0
while IFS= read -r f; do
    if [ $page -gt 0 ]; then
        n=$((n + 1))
        cp "${sheets[$(((page - 1) % 4))]}" "$tmp/stack/$n.jpg"
    fi
    n=$((n + 1)) page=$((page + 1))
    cp "$f" "$tmp/stack/$n.${f##*.}"
done < <(find "$plain" -type f | sort -V)
s=$tmp/parted
expect 0 "$SOHOA" run -q --no-progress-bar --store "$s" "$tmp/stack"
ledger "$s"
[ "$(jq .pages.separator "$tmp/status")" = $((page - 1)) ] || fail "sheets were not known: $(cat "$tmp/status")"
"$SOHOA" list --store "$s" >"$tmp/list2"
[ "$(wc -l <"$tmp/list2")" = $page ] || fail "$page pages, each between sheets, are $(wc -l <"$tmp/list2") documents"
jq -e -s 'all(.[]; .pages | length == 1)' "$tmp/list2" >/dev/null || fail "a document crosses a sheet"
# sheets that never were paper, as somebody puts them between digital PDFs: nothing but separators
for f in vi en; do
    s=$tmp/digital-$f
    expect 0 "$SOHOA" run -q --no-progress-bar --store "$s" "$tmp/$f.pdf"
    ledger "$s"
    [ "$(jq -c '[.pages.separator == .pages.in, .documents]' "$tmp/status")" = '[true,0]' ] ||
        fail "digital sheets are listed: $(cat "$tmp/status")"
done
