#!/bin/bash
# The same input again, after something changed: dossier rule, configuration, a page, a damaged file.
. "$(dirname "$0")/lib.sh"
sample one --seed 3 --dossiers 1 --pages 1 --format folder --condition clean --plain
sample two --seed 4 --dossiers 1 --pages 1 --format tiff --condition clean --plain
# over a limit: the same again is no other outcome, a raised limit is
page=$SAMPLES/one/input/dot-01/HS-0001/1.jpg
expect 20 "$SOHOA" run --store "$tmp/limited" --no-progress-bar --max-mpixels 1 "$page"
"$SOHOA" list --store "$tmp/limited" --pages | grep -q max_mpixels || fail "the reason does not name the key to raise"
expect 20 "$SOHOA" run --store "$tmp/limited" --no-progress-bar --max-mpixels 1 "$page"
grep -q '1 were known already' "$tmp/err" || fail "what cannot be read was tried again"
expect 0 "$SOHOA" run --store "$tmp/limited" --no-progress-bar "$page"
ledger "$tmp/limited"
jq -e '.pages.done == 1 and .pages.in == 1' "$tmp/status" >/dev/null || fail "$(cat "$tmp/status")"
SOHOA_FAULT=hang:1+ expect 20 "$SOHOA" run --store "$tmp/slow" --no-progress-bar --page-seconds 1 "$page"
expect 0 "$SOHOA" run --store "$tmp/slow" --no-progress-bar "$page"
expect 0 "$SOHOA" run --store "$tmp/slow" --no-progress-bar --page-seconds 100 "$page"
grep -q '1 were known already' "$tmp/err" || fail "another limit made a good page be read again"
in=$tmp/hoso
s=$tmp/store
mkdir -p "$in/HS-1"
cp "$SAMPLES/one/input/dot-01/HS-0001/1.jpg" "$in/HS-1/1.jpg"
cp "$(find "$SAMPLES/two/input" -name '*.tif*' | head -n 1)" "$in/HS-1/2.tif"
pages() { "$SOHOA" list --store "$s" --pages | jq -r '[.archive,.dossier,.entry,.state]|join(" ")'; }
expect 0 "$SOHOA" run --store "$s" --no-progress-bar "$in"
[ "$(pages)" = "hoso HS-1 HS-1/1.jpg done
hoso HS-1/2.tif HS-1/2.tif done" ] || fail "$(pages)"
# another dossier rule moves pages without reading them again
expect 0 "$SOHOA" run --store "$s" --no-progress-bar --dossier folder "$in"
grep -q '2 were known already' "$tmp/err" || fail "a dossier rule made pages be read again"
! grep -q 'read again' "$tmp/err" || fail "known pages are said to be read again"
[ "$(pages)" = "hoso HS-1 HS-1/1.jpg done
hoso HS-1 HS-1/2.tif done" ] || fail "$(pages)"
ledger "$s"
"$SOHOA" list --store "$s" | jq -e -s 'all(.[]; .dossier == "HS-1") and ([.[].pages|length]|add) == 2' >/dev/null || fail "a document stayed behind"
# another configuration reads them again
expect 0 "$SOHOA" run --store "$s" --no-progress-bar --dossier folder --no-deskew "$in"
grep -q '0 were known already' "$tmp/err" || fail "another configuration kept old readings"
grep -q '2 pages of the store were read again' "$tmp/err" || fail "it is not said that pages are read again: $(cat "$tmp/err")"
"$SOHOA" list --store "$s" >"$tmp/before"
# a file that can no longer be read: what was read of it stands
cp "$in/HS-1/1.jpg" "$tmp/1.jpg"
: >"$in/HS-1/1.jpg"
expect 0 "$SOHOA" run --store "$s" --no-progress-bar --dossier folder --no-deskew "$in"
"$SOHOA" list --store "$s" | cmp - "$tmp/before" || fail "a damaged file took a good page away"
# a page replaced in place is kept beside the old one, in a finished dossier of its own
cp "$tmp/1.jpg" "$in/HS-1/1.jpg"
printf "\0\0" >>"$in/HS-1/1.jpg" # other bytes, the same picture
expect 0 "$SOHOA" run --store "$s" --no-progress-bar --dossier folder --no-deskew "$in"
[ "$(pages)" = "hoso HS-1 HS-1/1.jpg done
hoso HS-1 HS-1/2.tif done
hoso~2 HS-1 HS-1/1.jpg done" ] || fail "$(pages)"
ledger "$s"
jq -e '.pages.waiting == 0' "$tmp/status" >/dev/null || fail "$(cat "$tmp/status")"
expect 0 "$SOHOA" pack --store "$s" --out "$tmp/packs"
expect 0 "$SOHOA" verify "$tmp"/packs/*.zip
