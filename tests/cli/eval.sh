#!/bin/bash
# The evaluation: figures of a small set, of a folder of scans with text, and what makes it fail.
. "$(dirname "$0")/lib.sh"
for t in evaluate tradeoff pagewords; do
    [ -x "build/release/tools/$t" ] || { echo "make tools first"; exit 77; }
done
fc-list 2>/dev/null | grep -q "Linux Libertine O" || { echo "fonts-linuxlibertine is not installed"; exit 77; }
export RESULTS=$tmp/results TESSERACT=0 SEED=31 JOBS=2
# started before anything is built, it says what to do
mkdir "$tmp/empty"
BUILD=$tmp/empty OUT=$tmp/t expect 3 scripts/eval
grep -q 'make eval' "$tmp/err" || fail "it is not said what to build: $(cat "$tmp/err")"
# as many pages as asked, all scored, every figure in the file of the run
OUT=$tmp/t PAGES=3 CONDITIONS="clean poor" expect 0 scripts/eval texts
grep -q '^| clean | 3 |' "$tmp/t/texts.md" || fail "no row of the clean pages"
jq -es 'any(.record == "eval") and ([.[] | select(.record == "reading" and .condition == "all")] | length == 1 and
    (.[0] | .pages == 6 and .free.chars > 500 and .free.f1 > 0.8 and ([.reliability[].words] | add) > 100))' \
    "$tmp"/results/*.jsonl >/dev/null || fail "the figures of the run"
rm -r "$tmp/results"
OUT=$tmp/d DOSSIERS=2 expect 0 scripts/eval dossiers
jq -es '[.[] | select(.record == "papers" and .condition == "all")][0] | .papers > 3 and .identifiers > 0 and .accepted_wrong == 0' \
    "$tmp"/results/*.jsonl >/dev/null || fail "the figures of the dossiers"
# a folder of scans with text, with a text too much; page numbers are not held against the reading
mkdir "$tmp/c"
page=$(head -n 1 "$tmp/t/texts/clean/truth.jsonl" | jq -r '.pages[0].id')
cp "$tmp/t/texts/clean/img/$page".* "$tmp/c/"
cp "$tmp/t/texts/clean/truth/$page.txt" "$tmp/c/"
echo "no scan" >"$tmp/c/alone.txt"
CORPUS=$tmp/c OUT=$tmp/cc expect 0 scripts/eval
grep -q "^| c/$page | 1 |" "$tmp/cc/pages.md" || fail "no row of the page"
# what a truth sets aside is not held against the reading, which has it nonetheless
jq -c '.pages[] |= ((.text | split("\n")) as $l | .text = ($l[1:] | join("\n")) | .aside = ($l[0] | .[:-1] + "x"))' "$tmp/cc/truth.jsonl" >"$tmp/aside.jsonl"
jq -c 'del(.pages[].aside)' "$tmp/aside.jsonl" >"$tmp/charged.jsonl"
edits() { # TRUTH
    build/release/tools/evaluate "$1" "$tmp/cc/pages.jsonl" --json "$tmp/e.jsonl" >"$tmp/out"
    jq -s '[.[] | select(.record == "reading" and .condition == "all")][-1].free.edits' "$tmp/e.jsonl"
    rm "$tmp/e.jsonl"
}
first=$(jq -r '.pages[0].text' "$tmp/cc/truth.jsonl" | head -n 1)
aside=$(edits "$tmp/aside.jsonl") charged=$(edits "$tmp/charged.jsonl")
[ $((charged - aside)) -ge $((${#first} / 2)) ] || fail "a line set aside is charged: $charged edits and $aside"
# an accepted identifier that was not printed: the exit code says so
jq -c '.documents[].identifiers = []' "$tmp/d/set/truth.jsonl" >"$tmp/none.jsonl"
expect 1 build/release/tools/evaluate "$tmp/none.jsonl" "$tmp/d/pages.jsonl" --list "$tmp/d/list.jsonl"
expect 0 build/release/tools/evaluate "$tmp/d/set/truth.jsonl" "$tmp/d/pages.jsonl" --list "$tmp/d/list.jsonl"
# the dearest way to be wrong: every reading taken for accepted
build/release/tools/tradeoff "$tmp/none.jsonl" "$tmp/d/list.jsonl" --svg "$tmp/x.svg" >"$tmp/x.md"
n=$(jq -s '[.[].identifiers[] | select(.accepted and .source == "ocr")] | length' "$tmp/d/list.jsonl")
[ "$n" -gt 0 ] || fail "no accepted reading to be wrong"
grep -q "| 0.5 | .* | $n of $n |" "$tmp/x.md" || fail "wrong values were not counted"
xmllint --noout "$tmp/x.svg" 2>/dev/null || ! command -v xmllint >/dev/null || fail "the chart is no XML"
