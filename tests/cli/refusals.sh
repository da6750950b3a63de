#!/bin/bash
# Exit codes and messages for what cannot be done.
. "$(dirname "$0")/lib.sh"
sample one --seed 3 --dossiers 1 --pages 1 --format folder --condition clean --plain
page=$SAMPLES/one/input/dot-01/HS-0001/1.jpg
expect 1 "$SOHOA"
expect 1 "$SOHOA" nonsense
expect 1 "$SOHOA" run
expect 1 "$SOHOA" run --store "$tmp/s"
expect 1 "$SOHOA" run --store "$tmp/s" --no-such-option x
expect 1 "$SOHOA" run --store "$tmp/s" --jobs many x
expect 0 "$SOHOA" --help
expect 0 "$SOHOA" --version
expect 0 "$SOHOA" --help --lang vi
grep -q 'cách dùng' "$tmp/out" || fail "--lang is not heard without a command"
expect 0 "$SOHOA" help run
grep -q -e --password-file "$tmp/out" || fail "help run does not explain run"
expect 1 "$SOHOA" --lang en status
expect 1 "$SOHOA" separators --count 0 --out "$tmp/x.pdf"
grep -q -e '--count takes' "$tmp/err" || fail "the option is not named as it is given: $(cat "$tmp/err")"
for c in run list status pack verify find search show; do
    expect 0 "$SOHOA" "$c" --help
    grep -q "sohoa $c" "$tmp/out" || fail "$c --help teaches nothing"
done
expect 2 "$SOHOA" run --store "$tmp/s1" "$tmp/not-there.zip"
grep -q 'not-there.zip' "$tmp/err" || fail "the message does not name the input"
: >"$tmp/empty.zip"
expect 2 "$SOHOA" run --store "$tmp/s1" "$tmp/empty.zip"
ledger "$tmp/s1"
expect 5 "$SOHOA" list --store "$tmp/no-store"
expect 5 "$SOHOA" status --store "$tmp/no-store"
# what is missing does not stop what is there; a thing named twice is one thing
expect 20 "$SOHOA" run --store "$tmp/s8" --no-progress-bar "$tmp/not-there.zip" "$page" "$page"
grep -q 'not-there.zip' "$tmp/err" || fail "the message does not name the missing input"
ledger "$tmp/s8"
[ "$(jq -c '[.pages.in,.pages.done,.pages.quarantined]' "$tmp/status")" = '[1,1,0]' ] || fail "$(cat "$tmp/status")"
# standard input, from a file and from a pipe; options after --config= are taken as they are
printf 'jobs: 2\n' >"$tmp/c.yaml"
expect 0 "$SOHOA" run --store="$tmp/s9" --config="$tmp/c.yaml" --jobs=1 --no-progress-bar - <"$page"
cat "$page" | expect 0 "$SOHOA" run --store "$tmp/s9" --no-progress-bar -
grep -q '1 were known already' "$tmp/err" || fail "the same page through a pipe is another page"
expect 1 "$SOHOA" run --store "$tmp/s9" --password-file "$tmp/no-password" "$page"
# a model that is not there, or damaged
expect 3 "$SOHOA" run --store "$tmp/s10" --model "$tmp/no-model" "$page"
printf 'no model' >"$tmp/bad.traineddata"
expect 3 "$SOHOA" run --store "$tmp/s10" --model "$tmp/bad.traineddata" "$page"
grep -q bad.traineddata "$tmp/err" || fail "the damaged model is not named: $(cat "$tmp/err")"
# configuration: line and column
printf 'jobs: 1\nmax_skew: wide\n' >"$tmp/c.yaml"
expect 9 "$SOHOA" run --store "$tmp/s2" --config "$tmp/c.yaml" "$page"
grep -q 'line 2, column 11' "$tmp/err" || fail "no line and column: $(cat "$tmp/err")"
printf 'jobs: 1\nno_such_key: 1\n' >"$tmp/c.yaml"
expect 9 "$SOHOA" run --store "$tmp/s2" --config "$tmp/c.yaml" "$page"
grep -q 'no_such_key' "$tmp/err" || fail "the unknown key is not named"
# the documented configuration is the shipped one, and is accepted
"$SOHOA" run --print-config | cmp - configs/sohoa.yaml || fail "configs/sohoa.yaml is not what --print-config prints"
expect 0 "$SOHOA" run --store "$tmp/s3" --config configs/sohoa.yaml --no-progress-bar "$page"
# encrypted archive: 8 without, done with its password
(cd "$tmp" && mkdir -p enc/HS-1 && cp "$page" enc/HS-1/ && 7z a -tzip -mem=AES256 -pmat-khau-1 enc.zip ./enc/HS-1 >/dev/null)
expect 8 "$SOHOA" run --store "$tmp/s4" "$tmp/enc.zip"
grep -q 'enc.zip' "$tmp/err" || fail "the encrypted archive is not named: $(cat "$tmp/err")"
printf 'mat-khau-1\n' >"$tmp/pw"
expect 0 "$SOHOA" run --store "$tmp/s5" --password-file "$tmp/pw" --no-progress-bar "$tmp/enc.zip"
# so a PDF, whose library is loaded only when one comes
"$SOHOA" separators --count 1 --out "$tmp/sheet.pdf" 2>/dev/null
qpdf --encrypt mat-khau-1 chu 256 -- "$tmp/sheet.pdf" "$tmp/enc.pdf"
expect 8 "$SOHOA" run --store "$tmp/s11" "$tmp/enc.pdf"
expect 0 "$SOHOA" run --store "$tmp/s11" --password-file "$tmp/pw" --no-progress-bar "$tmp/enc.pdf"
# an archive that no password opens says what to do
(cd "$tmp" && 7z a -pmat-khau-1 enc.7z ./enc/HS-1 >/dev/null)
expect 8 "$SOHOA" run --store "$tmp/s7" --password-file "$tmp/pw" "$tmp/enc.7z"
"$SOHOA" list --store "$tmp/s7" --pages | grep -q 'unpack it first' || fail "no advice: $(cat "$tmp/err")"
# good and bad together: 20, the good page read, the bad one listed with its reason
mkdir -p "$tmp/mixed/HS-2" && cp "$page" "$tmp/mixed/HS-2/1.jpg" && printf 'no page' >"$tmp/mixed/HS-2/2.jpg"
head -c 3000 "$page" >"$tmp/mixed/HS-2/3.jpg"
expect 20 "$SOHOA" run --store "$tmp/s6" --no-progress-bar "$tmp/mixed"
ledger "$tmp/s6"
[ "$(jq -c '[.pages.in,.pages.done,.pages.quarantined]' "$tmp/status")" = '[3,1,2]' ] || fail "$(cat "$tmp/status")"
"$SOHOA" list --store "$tmp/s6" --pages | jq -e 'select(.state=="quarantined")|.reason != ""' >/dev/null || fail "no reason"
# Vietnamese unless the locale is English
LC_ALL=C.UTF-8 LANG=C.UTF-8 "$SOHOA" 2>&1 | grep -q 'cách dùng' || fail "not Vietnamese by default"
"$SOHOA" --help | grep -q usage || fail "not English in an English locale"
