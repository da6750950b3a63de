#!/bin/bash
# The maker of samples: equal bytes for equal seeds, and a truth that holds together.
. "$(dirname "$0")/lib.sh"

make_set() { "$GEN" --seed "$1" --dossiers 6 --pages 30 --dpi 150 --broken --out "$2" 2>/dev/null; }
# holds FILTER FILE...: true for the truth of every dossier
holds() { local f=$1; shift; jq -se "all(.[]; $f)" "$@" >/dev/null; }
sums() { (cd "$1" && find . -type f | LC_ALL=C sort | xargs -d '\n' sha256sum); }

make_set 41 "$tmp/a"
LC_ALL=C.UTF-8 TZ=Asia/Ho_Chi_Minh make_set 41 "$tmp/b"
make_set 42 "$tmp/c"
[ "$(sums "$tmp/a")" = "$(sums "$tmp/b")" ] || fail "the same seed gave other bytes"
[ "$(sha256sum <"$tmp/a/truth.jsonl")" != "$(sha256sum <"$tmp/c/truth.jsonl")" ] || fail "another seed gave the same truth"

"$GEN" --seed 43 --dossiers 9 --dpi 150 --format zip --out "$tmp/j1" 2>/dev/null
"$GEN" --seed 43 --dossiers 9 --dpi 150 --format zip --jobs 2 --out "$tmp/j2" 2>/dev/null
[ "$(sums "$tmp/j1")" = "$(sums "$tmp/j2")" ] || fail "two processes gave other bytes"
# faces are chosen apart from wordings
for f in tune held-out; do
    "$GEN" --seed 44 --pages 1 --dpi 150 --condition clean --plain --holdout --fonts $f --out "$tmp/f-$f" 2>/dev/null
done
"$GEN" --seed 44 --pages 1 --dpi 150 --condition clean --plain --holdout --out "$tmp/f" 2>/dev/null
[ "$(sha256sum "$tmp"/f*/input/* | cut -d' ' -f1 | sort -u | wc -l)" = 3 ] || fail "--fonts does not change the faces"
expect 1 "$GEN" --jobs 2 --pages 9 --out "$tmp/d"

truth=$tmp/a/truth.jsonl
[ "$(jq -s 'map(.pages | length) | add' "$truth")" = 30 ] || fail "--pages 30 gave another number of pages"
# every page of kind page belongs to a document that is listed, and to no other
holds '(.documents | map(.ordinal)) as $d | all(.pages[]; (.kind != "page") == (.document == 0) and
    (.document == 0 or (.document | IN($d[]))))' "$truth" || fail "a page without its document"
# boxes lie in the scan, words make the text
holds '[.pages[] | select(.kind == "page")] | all(.[]; . as $p |
    all(.words[]; .[1] <= .[3] and .[2] <= .[4] and .[3] <= $p.width and .[4] <= $p.height) and
    ([.words[][0]] | join(" ")) == (.text | gsub("[\n ]+"; " ")))' "$truth" || fail "words and text differ"
# identifiers have the shape of their kind
holds 'all(.documents[].identifiers[]; if .kind == "id12" then .value | test("^0[0-9]{2}[0-3][0-9]{8}$")
    elif .kind == "mst" then .value | test("^[0-9]{10}(-[0-9]{3})?$")
    elif .kind == "civil_reg_no" then .value | test("^[0-9]{1,5}(/(19|20)[0-9]{2})?([-/]?(TL[A-ZĐ]{2,5}-)?BS)?$")
    elif .kind == "cert_no" then .value | test("^[0-9]+,quyểnsố[0-9]+/[0-9]{4}-SCT/(BS|CK|HĐ,GD)$")
    elif .kind == "phone" then .value | test("^(0|[+]84)[0-9]{9,10}$")
    elif .kind == "bhyt" then .value | test("^[A-Z]{2}[1-5][0-9]{12}$") else true end)' "$truth" || fail "an identifier of the wrong shape"
# the maker holds every printed page against its truth and stops at a difference (audit.c); what it wrote
# stands on a page that was scanned
holds '(.pages | map([.document, .number])) as $scanned | all(.documents[]; .ordinal as $o |
    all(.identifiers[]; [$o, .page] | IN($scanned[])))' "$truth" || fail "an identifier of no scanned page"
# a number printed twelve digits long is in the truth of its document
holds '. as $d | all(.pages[] | select(.kind == "page"); .document as $o |
    ([$d.documents[] | select(.ordinal == $o) | .identifiers[].value]) as $held |
    all(.text | scan("(?<![0-9])0[0-9]{2}[0-3][0-9]{8}(?![0-9])"); IN($held[])))' \
    "$truth" "$tmp/c/truth.jsonl" || fail "a number printed and not in the truth"
# a TIFF among the images of a folder would be a dossier of its own
"$GEN" --seed 7 --dossiers 6 --condition fax --pages 24 --out "$tmp/fax" 2>/dev/null
holds '.dossier as $k | all(.pages[]; (.entry | endswith(".tif") | not) or .entry == $k)' \
    "$tmp/fax/truth.jsonl" || fail "a single TIFF in a dossier's folder"
# a tax number keeps its check digit
jq -r '.documents[].identifiers[] | select(.kind == "mst") | .value' "$truth" "$tmp/c/truth.jsonl" | while read -r v; do
    s=0
    i=0
    for w in 31 29 23 19 17 13 7 5 3; do
        s=$((s + w * ${v:i:1}))
        i=$((i + 1))
    done
    [ $((10 - s % 11)) = "${v:9:1}" ] || fail "tax number with a wrong check digit"
done
expect 1 "$GEN" --types no_such_paper --out "$tmp/d"
expect 1 "$GEN" --condition wet --out "$tmp/d"
expect 1 "$GEN" --seed x --out "$tmp/d"
