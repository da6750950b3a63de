#!/bin/bash
# The same input gives the same bytes whatever the number of jobs, the order of inputs and the CPU.
. "$(dirname "$0")/lib.sh"
sample small --seed 21 --dossiers 3 --condition clean --format mixed --pages 14
in=$SAMPLES/small/input
expect 0 "$SOHOA" run --store "$tmp/a" --no-progress-bar -j 2 "$in"/*
"$SOHOA" list --store "$tmp/a" >"$tmp/a.list"
expect 0 "$SOHOA" pack --store "$tmp/a" --out "$tmp/a.out"
n=0
for how in '-j 1' '-j 3'; do
    n=$((n + 1))
    # shellcheck disable=SC2086,SC2046
    expect 0 "$SOHOA" run --store "$tmp/b$n" --no-progress-bar $how $(ls -r -d "$in"/*)
    "$SOHOA" list --store "$tmp/b$n" | cmp - "$tmp/a.list" || fail "$how changes the list"
    expect 0 "$SOHOA" pack --store "$tmp/b$n" --out "$tmp/b$n.out"
    (cd "$tmp/b$n.out" && cmp ./*.zip "$tmp"/a.out/*.zip) || fail "$how changes the package"
done
for cpu in avx2 portable; do
    SOHOA_CPU=$cpu expect 0 "$SOHOA" run --store "$tmp/$cpu" --no-progress-bar "$in"/*
    "$SOHOA" list --store "$tmp/$cpu" | cmp - "$tmp/a.list" || fail "$cpu kernels change the list"
done
# a page alone takes the idle cores for itself
sample one --seed 22 --dossiers 1 --condition clean --letters --format zip --plain --pages 1
for j in 1 2 4; do
    expect 0 "$SOHOA" run --store "$tmp/one$j" --no-progress-bar -j $j "$SAMPLES"/one/input/*
    "$SOHOA" list --store "$tmp/one$j" --pages >"$tmp/one$j.list"
    [ "$(wc -l <"$tmp/one$j.list")" = 1 ] || fail "one page is $(wc -l <"$tmp/one$j.list") with -j $j"
    cmp "$tmp/one1.list" "$tmp/one$j.list" || fail "-j $j changes a single page"
done
