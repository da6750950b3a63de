#!/bin/bash
# Real and hostile input: ends by itself, every page accounted for, nothing written outside.
. "$(dirname "$0")/lib.sh"
[ -d "$CORPORA/hostile" ] || { echo "no corpora at $CORPORA"; exit 77; }
s=$tmp/store
before=$(ls -A "$tmp" "$PWD" / | sha256sum)
code=0
timeout 900 "$SOHOA" run --store "$s" --no-progress-bar "$CORPORA"/{scans,photos,pages-with-text,born-digital,hostile} >"$tmp/out" 2>"$tmp/err" || code=$?
[ "$code" = 20 ] || fail "exit $code: $(tail -n 3 "$tmp/err")"
ledger "$s"
jq -e '.pages.waiting == 0 and .pages.in > 1000' "$tmp/status" >/dev/null || fail "$(cat "$tmp/status")"
rm -f "$tmp"/out "$tmp"/err "$tmp"/status
"$SOHOA" list --store "$s" --pages >"$tmp/pages"
[ "$(jq -r 'select(.state=="quarantined" and .reason=="")|1' "$tmp/pages" | wc -l)" = 0 ] || fail "a quarantined page has no reason"
# the listed blank backs are blank, and no page of the real scans with text is
for f in $(jq -r '.[]|[.file,(.page|tostring)]|@base64' "$CORPORA/scans/blank_pages.json" 2>/dev/null || true); do
    set -- $(echo "$f" | base64 -d | jq -r '@base64 "\(.[0])", .[1]')
    file=$(echo "$1" | base64 -d)
    state=$(jq -r --arg e "${file#scans/}" --argjson p "$2" 'select(.archive=="scans" and .entry==$e and .page==$p)|.state' "$tmp/pages")
    [ "$state" = blank ] || fail "$file page $2 is $state, not blank"
done
[ "$(jq -r 'select(.archive=="pages-with-text" and .state=="blank")|1' "$tmp/pages" | wc -l)" = 0 ] || fail "a page with text was taken for blank"
# the signed, born-digital paper: its own text, its own bytes
id=$(jq -r 'select(.entry|test("05\\.signed"))|.document_id' "$tmp/pages" | sort -u)
[ "$(echo "$id" | wc -w)" = 1 ] || fail "05.signed is not one document"
# papers of many pages stay whole: a circular as it was scanned, a law out of the gazette, a circular with a text
for f in scan_p001-013.pdf congbao_SRC "TT 02-2021"; do
    n=$(jq -r --arg f "$f" 'select(.entry|contains($f))|.document_id' "$tmp/pages" | sort -u | wc -l)
    [ "$n" = 1 ] || fail "$f is $n documents"
done
expect 0 "$SOHOA" pack --store "$s" --out "$tmp/pack"
expect 0 "$SOHOA" verify "$tmp"/pack/*.zip
mkdir "$tmp/bag" && unzip -q "$tmp"/pack/*.zip -d "$tmp/bag"
file=$(jq -r --arg id "$id" 'select(.document_id==$id)|.file' "$tmp"/bag/*/metadata/documents.jsonl)
cmp "$tmp"/bag/*/"$file" "$CORPORA"/scans/province/05.signed*.pdf || fail "a signed PDF was rewritten"
