# Sourced by bench, guard, scripts/eval and scripts/eval-fields, from the root of the checkout.
# shellcheck shell=bash disable=SC2034
build=${BUILD:-build/release}
build=$(cd "$build" && pwd)
cores=$(nproc)
measure=$build/benchmarks/measure
say() { printf '%s\n' "$*" >&2; }
# Nothing is printed unless it fails.
quiet() {
    local told
    told=$("$@" 2>&1) || { say "$told"; return 1; }
}
# A run whose doubtful pages are no failure: read_into STORE INPUT..., with the options in run_options.
run_options=()
read_into() {
    local store=$1 code=0
    shift
    "$build/sohoa" run -q --no-progress-bar "${run_options[@]}" --store "$store" "$@" || code=$?
    [ $code = 0 ] || [ $code = 20 ] || exit $code
}
has() { command -v "$1" >/dev/null 2>&1; }

# One archive of a seeded set: input/ (zip), truth/, img/ID.EXT (the same pages, unpacked by an
# independent program), pages.tsv (archive, entry, id). gen_set DIR PAGES OPTION...
gen_set() {
    local dir=$1 pages=$2
    shift 2
    rm -rf "$dir"
    mkdir -p "$dir/img" "$dir/unpacked"
    quiet "$build/sohoa-gen" --dossiers "$pages" --pages "$pages" --format zip --plain --no-words --out "$dir" "$@"
    local a
    for a in "$dir"/input/*.zip; do
        unzip -q "$a" -d "$dir/unpacked/${a##*/}"
    done
    jq -r '. as $d | .pages[] | [$d.archive, .entry, .id] | @tsv' "$dir/truth.jsonl" >"$dir/pages.tsv"
    local archive entry id
    while IFS=$'\t' read -r archive entry id; do
        mv "$dir/unpacked/$archive/$entry" "$dir/img/$id.${entry##*.}"
    done <"$dir/pages.tsv"
    rm -rf "$dir/unpacked"
}

# Word F1 over all pages of a set: f1_of DIR FOLDER-OF-ID.txt
f1_of() {
    local args=() archive entry id
    while IFS=$'\t' read -r archive entry id; do
        [ -e "$2/$id.txt" ] || : >"$2/$id.txt"
        args+=("$1/truth/$id.txt" "$2/$id.txt")
    done <"$1/pages.tsv"
    "$build/tools/score" --pairs "${args[@]}" | jq -s '.[-1].f1'
}

# Texts of a store, one file a page: texts_of SET STORE FOLDER
texts_of() {
    mkdir -p "$3"
    "$build/sohoa" list --store "$2" --pages 2>/dev/null |
        jq -r --rawfile map "$1/pages.tsv" '
            ($map | split("\n") | map(split("\t") | select(length == 3) | {("\(.[0])\t\(.[1])"): .[2]}) | add) as $ids
            | [$ids["\(.archive)\t\(.entry)"], (.text // "" | @base64)] | select(.[0]) | @tsv' |
        while IFS=$'\t' read -r id text; do
            printf '%s' "$text" | base64 -d >"$3/$id.txt"
        done
}

# Puts a file between <!-- NAME:begin --> and <!-- NAME:end --> of a page: put_between NAME FILE PAGE
put_between() {
    grep -q "<!-- $1:begin -->" "$3" || { say "$3: left alone, it has no <!-- $1:begin -->"; return 0; }
    awk -v name="$1" -v file="$2" '
        $0 == "<!-- " name ":end -->" { skip = 0 }
        !skip { print }
        $0 == "<!-- " name ":begin -->" { while ((getline line < file) > 0) print line; skip = 1 }
    ' "$3" >"$3.new" && cat "$3.new" >"$3" && rm "$3.new"
}

# The same with headings and sentences of the tables in Vietnamese: put_in_vietnamese NAME FILE PAGE
put_in_vietnamese() {
    local left
    sed -E -f benchmarks/vi.sed "$2" >"$2.vi"
    left=$(comm -12 <(headings "$2") <(headings "$2.vi"))
    [ -z "$left" ] || say "benchmarks/vi.sed has no words for: ${left//$'\n'/, }"
    put_between "$1" "$2.vi" "$3"
    rm "$2.vi"
}
headings() { awk '/^\|---/ { print last } { last = $0 }' "$1" | tr '|' '\n' | sed 's/^ *//; s/ *$//' | grep . | sort -u; }
