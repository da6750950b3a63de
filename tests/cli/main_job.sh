#!/bin/bash
# The main job as its user runs it: run, list, status, pack, verify, find, search, show.
. "$(dirname "$0")/lib.sh"
sample small --seed 21 --dossiers 3 --condition clean --format mixed --pages 14
in=$SAMPLES/small/input
s=$tmp/store
expect 0 "$SOHOA" run --store "$s" --no-progress-bar "$in"/*
grep -q 'Next: sohoa pack' "$tmp/err" || fail "the summary does not say what to do next"
ledger "$s"
jq -e '.pages.waiting == 0 and .pages.quarantined == 0 and .documents > 0' "$tmp/status" >/dev/null || fail "status: $(cat "$tmp/status")"
truth=$(jq -s '[.[].pages | length] | add' "$SAMPLES/small/truth.jsonl")
[ "$(jq .pages.in "$tmp/status")" = "$truth" ] || fail "pages in: $(jq .pages.in "$tmp/status") of $truth"

# every page once, every readable page in exactly one document
"$SOHOA" list --store "$s" --pages >"$tmp/pages"
"$SOHOA" list --store "$s" >"$tmp/list"
[ "$(wc -l <"$tmp/pages")" = "$truth" ] || fail "list --pages has $(wc -l <"$tmp/pages") lines"
jq -r 'select(.state=="done")|[.archive,.entry,(.page|tostring)]|join("\t")' "$tmp/pages" | sort >"$tmp/a"
jq -r '.archive as $a|.pages[]|[$a,.entry,(.page|tostring)]|join("\t")' "$tmp/list" | sort >"$tmp/b"
cmp -s "$tmp/a" "$tmp/b" || fail "pages of documents are not the pages that were read"
jq -e '.document_id and .dossier and .archive and .ordinal and (.pages|length>0) and .type.slug and (.identifiers|type=="array") and (.fields|type=="object") and (.text|type=="string") and (.review.needed|type=="boolean")' "$tmp/list" >/dev/null || fail "a record lacks a key of the contract"

# the same command again repeats nothing and changes nothing
expect 0 "$SOHOA" run --store "$s" --no-progress-bar "$in"/*
grep -q "$truth were known already" "$tmp/err" || fail "the second run read pages again: $(tail -n 4 "$tmp/err")"
"$SOHOA" list --store "$s" | cmp -s - "$tmp/list" || fail "the second run changed the list"

# packages: complete, checkable with sha256sum alone, then nothing new
expect 0 "$SOHOA" pack --store "$s" --out "$tmp/out1"
expect 0 "$SOHOA" verify "$tmp"/out1/*.zip
(cd "$tmp" && unzip -q out1/*.zip -d bag && cd bag/* && sha256sum --quiet --strict -c manifest-sha256.txt &&
    sha256sum --quiet --strict -c tagmanifest-sha256.txt) || fail "the manifests do not hold"
[ "$(wc -l <"$tmp"/bag/*/metadata/documents.jsonl)" = "$(wc -l <"$tmp/list")" ] || fail "documents.jsonl"
for pdf in "$tmp"/bag/*/data/*/*.pdf; do
    qpdf --check "$pdf" >"$tmp/out" 2>&1 || fail "qpdf: $pdf: $(tail -n 3 "$tmp/out")"
    pdfinfo "$pdf" | grep -q 'PDF version' || fail "pdfinfo $pdf"
done
expect 0 "$SOHOA" pack --store "$s" --out "$tmp/out2"
[ ! -e "$tmp/out2" ] || [ -z "$(ls "$tmp/out2")" ] || fail "a second pack wrote something"
expect 0 "$SOHOA" pack --store "$s" --out "$tmp/out3" --all
cmp "$tmp"/out1/*.zip "$tmp"/out3/*.zip || fail "the same store gives other bytes"
expect 0 "$SOHOA" pack --store "$s" --out "$tmp/out4" --all --format tar.zst
expect 0 "$SOHOA" verify "$tmp"/out4/*.tar.zst
tar --zstd -tf "$tmp"/out4/*.tar.zst >/dev/null || fail "tar cannot read the package"

# a changed byte is found
cp "$tmp"/out1/*.zip "$tmp/bad.zip"
size=$(stat -c %s "$tmp/bad.zip")
printf 'X' | dd of="$tmp/bad.zip" bs=1 seek=$((size / 2)) conv=notrunc status=none
expect 4 "$SOHOA" verify "$tmp/bad.zip"

# the text layer gives the text back: the first document's words in its PDF (a signature's specks, "-." and "/2", may be joined)
first=$(head -n 1 "$tmp/list" | jq -r .document_id)
file=$(jq -r --arg id "$first" 'select(.document_id==$id)|.file' "$tmp"/bag/*/metadata/documents.jsonl)
pdftotext "$tmp"/bag/*/"$file" - 2>/dev/null | tr -s ' \n\f' '\n' | grep -E '[[:alnum:]]{2}' | sort >"$tmp/a"
head -n 1 "$tmp/list" | jq -r .text | tr -s ' \n' '\n' | grep -E '[[:alnum:]]{2}' | sort >"$tmp/b"
cmp -s "$tmp/a" "$tmp/b" || fail "pdftotext gives other words: $(diff "$tmp/a" "$tmp/b" | head -n 4)"

# JPEG bytes are inside the PDF as they came
entry=$(jq -r 'select(.state=="done")|select(.entry|endswith(".jpg"))|.document_id' "$tmp/pages" | head -n 1)
if [ -n "$entry" ]; then
    file=$(jq -r --arg id "$entry" 'select(.document_id==$id)|.file' "$tmp"/bag/*/metadata/documents.jsonl)
    sha=$(jq -r --arg id "$entry" 'select(.document_id==$id)|.pages[0].sha256' "$tmp/list")
    mkdir -p "$tmp/img" && pdfimages -all -f 1 -l 1 "$tmp"/bag/*/"$file" "$tmp/img/i"
    sha256sum "$tmp"/img/* | grep -q "^$sha" || fail "the JPEG in the PDF is not the one that came"
fi

# provide once: refused without a reason, found with one, logged
value=$(jq -r '[.identifiers[]|select(.accepted and .kind=="id12")|.value][0] // empty' "$tmp/list" | head -n 1)
[ -n "$value" ] || fail "no accepted id12 in the sample"
expect 1 "$SOHOA" find --store "$s" "$value"
expect 0 "$SOHOA" find --store "$s" --reason 'test' "$value"
jq -e --arg v "$value" '.reuse.usable|type=="boolean"' "$tmp/out" >/dev/null || fail "no reuse in what find prints"
grep -q "$value" "$tmp/out" || fail "find does not print the value"
expect 0 "$SOHOA" find --store "$s" --reason 'test' 001000000000
[ ! -s "$tmp/out" ] || fail "found somebody who is not there"

# full text with and without marks, đ included
expect 0 "$SOHOA" search --store "$s" 'doc lap tu do hanh phuc'
[ -s "$tmp/out" ] || fail "search without marks finds nothing"
expect 0 "$SOHOA" search --store "$s" 'Độc lập'
[ -s "$tmp/out" ] || fail "search with marks finds nothing"

# one HTML page of everything
expect 0 "$SOHOA" show --store "$s" --all --out "$tmp/view.html"
grep -q 'data:image/jpeg' "$tmp/view.html" || fail "no picture in the HTML page"
! grep -qE '>([a-z0-9]+_)+(unsure|suspect|unread|doubtful|missing)<' "$tmp/view.html" || fail "reasons are not told in words"
# a document that is not there: said, and no page of nothing
expect 1 "$SOHOA" show --store "$s" --out "$tmp/nothing.html" 00000000
[ ! -e "$tmp/nothing.html" ] || fail "an HTML page of nothing"
expect 1 "$SOHOA" show --store "$s" 00000000 "$first"
jq -e --arg id "$first" '.document_id==$id' "$tmp/out" >/dev/null || fail "the document beside it is not shown"

# no full number in the log or in messages
expect 0 "$SOHOA" run --store "$tmp/s2" --log "$tmp/log" -v --no-progress-bar "$in"/*
! grep -q "$value" "$tmp/log" "$tmp/err" || fail "a full number in the log"
jq -e . "$tmp/log" >/dev/null || fail "the log is not JSON Lines"
tail -n 1 "$tmp/log" | jq -e --arg n "$truth" '.event=="run_ended" and .came_in==$n and .waiting=="0"' >/dev/null ||
    fail "the log does not end with what the run did: $(tail -n 1 "$tmp/log")"
# nor in the store's own file
! grep -aq "$value" "$s/store.sqlite" || fail "a full number lies in the clear in the store"
