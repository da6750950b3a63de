#!/bin/bash
# Every fuzz target over its seeds and SMASH mutations of each (default 200), under the sanitizers of $O.
# Seeds are made here from the generator and the program's own output; tests/fuzz/corpus/TARGET holds
# what fuzzers have found, kept for good.
. "$(dirname "$0")/../cli/lib.sh"
sample small --seed 21 --dossiers 3 --condition clean --format mixed --pages 14
SMASH=${SMASH:-200}
seeds=$tmp/seeds
mkdir -p "$seeds"/{image,ingest,lstm_model,paper_model,rank_model,glyph_model,paper,ident,page,config,pdf,verify}
"$O/fuzz/seeds_image" "$seeds/image"
mkdir -p "$tmp/a/HS-1" && cp "$seeds"/image/* "$tmp/a/HS-1/"
for f in "$tmp"/a/HS-1/*; do tail -c +3 "$f" >"$f.x" && mv "$f.x" "$f"; done
(cd "$tmp/a" && 7z a -tzip "$seeds/ingest/a.zip" HS-1 >/dev/null && tar cf "$seeds/ingest/a.tar" HS-1 && tar czf "$seeds/ingest/a.tar.gz" HS-1 &&
    7z a "$seeds/ingest/a.7z" HS-1 >/dev/null)
cp "$tmp"/a/HS-1/tif* "$tmp"/a/HS-1/jpg* "$seeds/ingest/"
cp configs/sohoa.yaml "$seeds/config/"
for t in paper ident; do
    for n in 1 2 3 4; do head -c $((n * 400)) "$SAMPLES/small/truth.jsonl" | tail -c 350 >"$seeds/$t/$n"; done
done
head -c 900000 "$(ls /usr/share/tesseract-ocr/*/tessdata/vie.traineddata | head -n 1)" >"$seeds/lstm_model/vie"
cp models/paper.bin "$seeds/paper_model/"
cp models/rank.bin "$seeds/rank_model/"
cp models/glyph.bin "$seeds/glyph_model/"
mkdir -p "$tmp/tiny/HS-9" && cp "$tmp"/a/HS-1/jpg* "$tmp/tiny/HS-9/"
"$SOHOA" run --store "$tmp/store" --no-progress-bar "$tmp/tiny" >/dev/null 2>&1 || true
"$SOHOA" pack --store "$tmp/store" --out "$tmp/out" >/dev/null 2>&1 || true
cp "$tmp"/out/*.zip "$seeds/verify/" 2>/dev/null && unzip -qo "$tmp"/out/*.zip -d "$tmp/bag" && cp "$tmp"/bag/*/data/*/*.pdf "$seeds/pdf/" || fail "no package to take seeds from"
printf 'SHP1' >"$seeds/page/head"
sqlite3 "$tmp"/bag/*/metadata/index.sqlite 'select 1' >/dev/null
for t in image ingest lstm_model paper_model rank_model glyph_model paper ident page config pdf verify; do
    [ -x "$O/fuzz/fuzz_$t" ] || fail "no fuzz_$t"
    smash=$SMASH
    case $t in lstm_model | paper_model | rank_model | glyph_model | verify | ingest | pdf) smash=$((SMASH / 4)) ;; esac
    timeout 300 "$O/fuzz/fuzz_$t" --smash "$smash" "$seeds/$t"/* $(ls tests/fuzz/corpus/"$t"/* 2>/dev/null) >"$tmp/log" 2>&1 || {
        tail -n 30 "$tmp/log" >&2
        fail "fuzz_$t"
    }
    echo "fuzz_$t: $(tail -n 1 "$tmp/log")"
done
