# sohoa: `make demo` and `make test` are all a new machine needs; `make help` lists the rest.
# Objects go to $(O) (default build/$(VARIANT)); CFLAGS and LDFLAGS given by the user are appended.
SHELL := /bin/sh
.DELETE_ON_ERROR:
.SUFFIXES:

VARIANT ?= $(if $(SAN),san-$(subst $(comma),-,$(SAN)),release)
comma := ,
O ?= build/$(VARIANT)
PREFIX ?= /usr/local
CC ?= cc
CXX ?= c++
PKG_CONFIG ?= pkg-config
Q := $(if $(V),,@)

WARN := -Wall -Wextra -Wshadow -Wconversion -Wvla -Wwrite-strings -Wformat=2
WARN_C := $(WARN) -Wstrict-prototypes -Wmissing-prototypes
# (gcc warns of what its own sanitizer code does, so only plain builds are strict)
WERROR := $(if $(CI),$(if $(SAN),,-Werror))
OPT := $(if $(SAN),-O1 -g -fno-omit-frame-pointer,-O2 -g)
SANFLAGS := $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=undefined)
OMP := $(if $(filter 0,$(OPENMP)),-Wno-unknown-pragmas,-fopenmp)

PKGS := tesseract lept vips libarchive libzstd libqpdf libturbojpeg libjpeg lcms2 libtiff-4 libcrypto libxml-2.0 \
	sqlite3 jansson yaml-0.1 libutf8proc libpcre2-8 zxing zlib
PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PKGS) 2>/dev/null)
# A nested make compiles; the outer one may run before anything is installed.
ifneq ($(MAKELEVEL),0)
PKG_ERRORS := $(shell $(PKG_CONFIG) --print-errors --exists $(PKGS) 2>&1)
ifneq ($(strip $(PKG_ERRORS)),)
$(error $(PKG_ERRORS); scripts/install-deps installs it)
endif
endif
PKG_LIBS := $(shell $(PKG_CONFIG) --libs $(PKGS) 2>/dev/null) -lmagic -lxlsxwriter -lm -lpthread

CPPFLAGS_ALL := -Isrc -I. -D_GNU_SOURCE $(PKG_CFLAGS) $(CPPFLAGS)
CFLAGS_ALL := -std=c11 $(OPT) $(WARN_C) $(WERROR) -ffp-contract=off $(OMP) $(SANFLAGS) $(CFLAGS)
CXXFLAGS_ALL := -std=c++17 $(OPT) $(WARN) $(WERROR) $(OMP) $(SANFLAGS) $(CXXFLAGS)
LDFLAGS_ALL := -Wl,--as-needed $(OMP) $(SANFLAGS) $(LDFLAGS)

# One static library a room: a unit test links its own room, doc and base, and nothing else.
ROOMS := $(notdir $(patsubst %/,%,$(wildcard src/*/)))
ROOMS := $(filter-out cli,$(foreach r,$(ROOMS),$(if $(wildcard src/$(r)/*.c src/$(r)/*.cc),$(r))))
room_objs = $(patsubst %.c,$(O)/%.o,$(wildcard src/$(1)/*.c)) $(patsubst %.cc,$(O)/%.o,$(wildcard src/$(1)/*.cc))
PIPELINE_OBJS := $(patsubst %.c,$(O)/%.o,$(wildcard pipeline/*.c))
CLI_OBJS := $(patsubst %.c,$(O)/%.o,$(wildcard src/cli/*.c))
ROOM_LIBS := $(foreach r,$(ROOMS),$(O)/lib/$(r).a)

all: build/sohoa ## build build/sohoa with its models
build/sohoa: $(O)/sohoa
	$(Q)mkdir -p $(@D) && ln -sf $(patsubst build/%,%,$(O))/sohoa $@

# Libraries of which most processes call nothing are loaded when they are first called.
LAZY_LIBS := vips gobject-2.0 glib-2.0 tesseract lept archive qpdf tiff xml2 magic xlsxwriter ZXing lcms2
LAZY := $(if $(SAN),,$(if $(filter x86_64%,$(shell $(CC) -dumpmachine)),$(O)/lazy.o))
$(O)/lazy.S: scripts/lazy-stubs $(CLI_OBJS) $(O)/lib/pipeline.a $(ROOM_LIBS)
	$(Q)CC="$(CC)" scripts/lazy-stubs "$(LAZY_LIBS)" $(filter-out $<,$^) >$@
$(O)/lazy.o: $(O)/lazy.S
	$(Q)$(CC) -c -o $@ $<

$(O)/sohoa: $(CLI_OBJS) $(O)/lib/pipeline.a $(ROOM_LIBS) $(LAZY)
	$(Q)$(CXX) $(LDFLAGS_ALL) -o $@ $(LAZY) $(CLI_OBJS) -Wl,--start-group $(O)/lib/pipeline.a $(ROOM_LIBS) -Wl,--end-group -lstdc++ $(PKG_LIBS)

define room_rule
$(O)/lib/$(1).a: $(call room_objs,$(1))
	$(Q)mkdir -p $$(@D) && rm -f $$@ && ar rcs $$@ $$^
endef
$(foreach r,$(ROOMS),$(eval $(call room_rule,$(r))))
$(O)/lib/pipeline.a: $(PIPELINE_OBJS)
	$(Q)mkdir -p $(@D) && rm -f $@ && ar rcs $@ $^

# Kernels are compiled for their instruction set and chosen at run time.
$(O)/src/ocr/%_avx2.o $(O)/src/image/%_avx2.o: CFLAGS_ALL += -mavx2
$(O)/src/ocr/%_avx512.o: CFLAGS_ALL += -mavx2 -mavx512f -mavx512bw -mavx512dq -mavx512vl -mavx512vnni
$(O)/src/image/%_avx512.o: CFLAGS_ALL += -mavx2 -mavx512f -mavx512bw -mavx512dq -mavx512vl -mprefer-vector-width=512
# Glyphs are known by sums whose order no vectoriser may change: each of a row is its own.
$(O)/src/ocr/glyph_model.o: CFLAGS_ALL += -O3
# Row loops of these rooms are written for the vectoriser.
$(O)/src/image/%.o $(O)/src/codes/%.o: CFLAGS_ALL += $(if $(SAN),,-O3)
# qpdf's classes are derived from without their type descriptions, which are data of the library:
# only where it does not ask for them (it does ask pipelines).
$(O)/src/ingest/%.o: CXXFLAGS_ALL += -fno-rtti
$(O)/%.o: %.c
	$(Q)mkdir -p $(@D) && $(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<
$(O)/%.o: %.cc
	$(Q)mkdir -p $(@D) && $(CXX) $(CPPFLAGS_ALL) $(CXXFLAGS_ALL) -MMD -MP -c -o $@ $<

# tests/unit/ROOM/test_*.c -> $(O)/tests/ROOM/test_*
UNIT_SRC := $(wildcard tests/unit/*/test_*.c)
UNIT_BIN := $(patsubst tests/unit/%.c,$(O)/tests/%,$(UNIT_SRC))
define unit_rule
$(O)/tests/$(1)/%: $(O)/tests/unit/$(1)/%.o $(if $(filter $(1),$(ROOMS) pipeline),$(O)/lib/$(1).a) $(if $(filter pipeline,$(1)),$(ROOM_LIBS),$(O)/lib/doc.a $(O)/lib/base.a)
	$(Q)mkdir -p $$(@D) && $(CXX) $(LDFLAGS_ALL) -o $$@ $$< -Wl,--start-group $$(filter %.a,$$^) -Wl,--end-group $(PKG_LIBS) -lcmocka $(if $(filter codes,$(1)),-lqrencode)
endef
$(foreach r,$(sort $(foreach s,$(UNIT_SRC),$(notdir $(patsubst %/,%,$(dir $(s)))))),$(eval $(call unit_rule,$(r))))
unit-bins: $(UNIT_BIN)

# tests/tools/X.c with a main -> $(O)/tools/X, linked with every room and the parts they share.
TOOL_PARTS := $(patsubst %,$(O)/tests/tools/%.o,scoring scoring_free bound curve facts tally_pages tally_papers tally_print)
$(O)/tools/%: $(O)/tests/tools/%.o $(TOOL_PARTS) $(ROOM_LIBS)
	$(Q)mkdir -p $(@D) && $(CXX) $(LDFLAGS_ALL) -o $@ $< $(TOOL_PARTS) -Wl,--start-group $(ROOM_LIBS) -Wl,--end-group $(PKG_LIBS)

# benchmarks/X.c -> $(O)/benchmarks/X
BENCH := measure bench_stages bench_lstm bench_prepare
$(O)/benchmarks/%: $(O)/benchmarks/%.o $(ROOM_LIBS)
	$(Q)mkdir -p $(@D) && $(CXX) $(LDFLAGS_ALL) -o $@ $< -Wl,--start-group $(ROOM_LIBS) -Wl,--end-group $(PKG_LIBS)

bench-bins: $(patsubst %,$(O)/benchmarks/%,$(BENCH))

# The maker of sample backlogs (tests/gen): its libraries stay out of the product's link.
GEN_PKGS := pangocairo glib-2.0 libpng libturbojpeg libtiff-4 libqrencode libarchive
GEN_OBJS := $(patsubst %.c,$(O)/%.o,$(wildcard tests/gen/*.c))
GEN_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(GEN_PKGS) 2>/dev/null)
$(O)/tests/gen/%.o: CFLAGS_ALL += -O3 $(GEN_CFLAGS)
$(O)/sohoa-gen: $(GEN_OBJS) $(O)/lib/base.a
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $^ $(shell $(PKG_CONFIG) --libs $(GEN_PKGS)) $(PKG_LIBS)

# The trainer of models/vi-lm.bin; it needs the typed texts, the product does not.
$(O)/lm_train: $(O)/tests/train/lm_train.o $(O)/tests/train/lm_text.o $(O)/src/ocr/lm.o $(O)/lib/base.a
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $^ $(PKG_LIBS)
# The maker of configs/places.tsv.
DIVISIONS ?= ../shared/corpora/text/divisions/VietnamProvinces/dev/seed-data
$(O)/places_make: $(O)/tests/train/places_make.o $(O)/lib/paper.a $(O)/lib/base.a
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $^ $(PKG_LIBS)
places: $(O)/places_make ## make configs/places.tsv again from the tables of administrative units
	$(Q)$(O)/places_make $(DIVISIONS)/Pre-2025-07/Xa_2025-01-04.csv $(wildcard $(DIVISIONS)/2025-07/*.csv) 2025-07-01 configs/places.tsv
# The maker of configs/names.tsv.
NAMES ?= ../shared/corpora/text/names/duyet
$(O)/names_make: $(O)/tests/train/names_make.o $(O)/lib/base.a
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $^ $(PKG_LIBS)
names: $(O)/names_make ## make configs/names.tsv again from lists of given names
	$(Q)$(O)/names_make configs/names.tsv $(NAMES)/boy.txt $(NAMES)/girl.txt
# The maker of src/codes/zone_shapes.c: characters of machine readable zones out of typefaces.
ZONE_FACES ?= "OCR B" "Cousine:bold" "TeX Gyre Cursor:bold"
$(O)/tests/train/zone_make.o: CFLAGS_ALL += $(GEN_CFLAGS)
$(O)/zone_make: $(O)/tests/train/zone_make.o
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $^ $(shell $(PKG_CONFIG) --libs $(GEN_PKGS)) $(PKG_LIBS)
zone-shapes: ## make src/codes/zone_shapes.c again from typefaces
	$(Q)scripts/install-deps build demo train
	$(Q)$(MAKE) --no-print-directory $(O)/zone_make
	$(Q)$(O)/zone_make $(ZONE_FACES) >$(O)/zone_shapes.c && mv $(O)/zone_shapes.c src/codes/
# The trainer of models/paper.bin: liblinear is no part of the product.
PAPER_TRAIN := paper_train papers papers_fit papers_report walk stack noise linear must
$(O)/paper_train: $(PAPER_TRAIN:%=$(O)/tests/train/%.o) $(O)/tests/gen/rng.o $(O)/lib/paper.a $(O)/lib/doc.a $(O)/lib/base.a
	$(Q)$(CXX) $(LDFLAGS_ALL) -o $@ $^ $(PKG_LIBS) -llinear
# The trainer of models/rank.bin: which date is a paper's own.
$(O)/rank_train: $(patsubst %,$(O)/tests/train/%.o,rank_train ranks ranks_fit walk stack noise must) $(O)/tests/tools/facts.o $(O)/tests/gen/rng.o $(O)/lib/paper.a $(O)/lib/doc.a $(O)/lib/base.a
	$(Q)$(CXX) $(LDFLAGS_ALL) -o $@ $^ $(PKG_LIBS)
# The trainer of models/glyph.bin: glyphs printed and aged by the sample maker, cut by the reader.
$(O)/tests/train/glyph_page.o: CFLAGS_ALL += $(GEN_CFLAGS)
$(O)/tests/train/glyph_fit.o: CFLAGS_ALL += -O3
$(O)/glyph_train: $(patsubst %,$(O)/tests/train/%.o,glyph_train glyph_page glyph_fit must) $(filter-out %/main.o,$(GEN_OBJS)) $(O)/src/ocr/glyph.o $(O)/src/ocr/glyph_ink.o $(O)/src/ocr/glyph_model.o $(O)/lib/image.a $(O)/lib/doc.a $(O)/lib/base.a
	$(Q)$(CXX) $(LDFLAGS_ALL) -o $@ $^ $(shell $(PKG_CONFIG) --libs $(GEN_PKGS)) $(PKG_LIBS)
# How much of the person fields hangs on known labels: sohoa-gen --texts wrote what it reads.
$(O)/wordings: $(patsubst %,$(O)/tests/train/%.o,wordings stack noise must) $(O)/tests/tools/facts.o $(O)/tests/gen/rng.o $(O)/lib/paper.a $(O)/lib/doc.a $(O)/lib/base.a
	$(Q)$(CXX) $(LDFLAGS_ALL) -o $@ $^ $(PKG_LIBS)
train: ## train models/paper.bin, rank.bin and glyph.bin (and vi-lm.bin where its texts are) again: the same bytes; CHECK=1 only compares
	$(Q)scripts/install-deps build run demo train
	$(Q)$(MAKE) --no-print-directory -j2 $(O)/sohoa-gen $(O)/paper_train $(O)/rank_train $(O)/glyph_train $(O)/lm_train
	$(Q)O=$(O) scripts/train $(if $(CHECK),--check)
lm: $(O)/lm_train ## train the language model again: the same bytes from the same texts
	$(Q)$(O)/lm_train models/vi-lm.bin

# Fuzz targets with a driver that replays files (any compiler); `make fuzz` uses libFuzzer and clang.
FUZZ := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
$(O)/fuzz/%: $(O)/tests/fuzz/%.o $(O)/tests/fuzz/replay.o $(O)/lib/pipeline.a $(ROOM_LIBS)
	$(Q)mkdir -p $(@D) && $(CXX) $(LDFLAGS_ALL) -o $@ $< $(O)/tests/fuzz/replay.o -Wl,--start-group $(O)/lib/pipeline.a $(ROOM_LIBS) -Wl,--end-group $(PKG_LIBS)
$(O)/fuzz/seeds_image: $(O)/tests/fuzz/seeds_image.o $(ROOM_LIBS)
	$(Q)mkdir -p $(@D) && $(CXX) $(LDFLAGS_ALL) -o $@ $< -Wl,--start-group $(ROOM_LIBS) -Wl,--end-group $(PKG_LIBS)

# ---- what people run ----
# Each installs what is missing first and then starts make anew, so that pkg-config is asked again.
demo: ## install, build, make a sample backlog, run the whole main job on it
	$(Q)scripts/install-deps build run demo
	$(Q)$(MAKE) --no-print-directory all build/release/sohoa-gen
	$(Q)scripts/demo

test: ## install, build and run every test (sanitizers, faults, 50 kills)
	$(Q)scripts/install-deps build run demo test
	$(Q)$(MAKE) --no-print-directory -j2 test-bins tools
	$(Q)$(MAKE) --no-print-directory -j2 SAN=address,undefined test-bins
	$(Q)scripts/test full

test-fast: ## the tests of two minutes
	$(Q)scripts/install-deps build run demo test
	$(Q)$(MAKE) --no-print-directory -j2 test-bins
	$(Q)scripts/test fast

test-bins: $(O)/sohoa $(O)/sohoa-gen $(UNIT_BIN) $(if $(SAN),$(patsubst %,$(O)/fuzz/%,$(FUZZ)) $(O)/fuzz/seeds_image)

tools: $(patsubst %,$(O)/tools/%,evaluate tradeoff pagewords score readpage understand fieldcrops) ## programs that measure

eval: ## how well papers are read and understood; CORPUS=DIR for your own; EVAL="--ablation", "--tradeoff"
	$(Q)scripts/install-deps build run demo eval
	$(Q)$(MAKE) --no-print-directory -j2 all tools build/release/sohoa-gen
	$(Q)scripts/eval $(if $(UPDATE),--update) $(EVAL)

bench: ## pages a second, stage by stage, against page-parallel tesseract in the same run
	$(Q)scripts/install-deps build run demo bench
	$(Q)$(MAKE) --no-print-directory -j2 all tools bench-bins build/release/sohoa-gen
	$(Q)benchmarks/bench $(if $(UPDATE),--update)

bench-guard: ## fails when a page costs over 15 % more CPU against tesseract than recorded; RECORD=1 records
	$(Q)scripts/install-deps build run demo
	$(Q)$(MAKE) --no-print-directory -j2 all bench-bins build/release/sohoa-gen
	$(Q)RECORD=$(RECORD) benchmarks/guard

check: ## dependency rule, translations, layout, every header alone, functions not used here
	$(Q)scripts/check-deps
	$(Q)scripts/check-lang
	$(Q)CC='$(CC)' CXX='$(CXX)' CPPFLAGS_ALL='$(CPPFLAGS_ALL) $(GEN_CFLAGS)' scripts/check-style

# The analyzer needs minutes a room; FILES="src/pdf/*.c" narrows it.
FILES ?= $(wildcard src/*/*.c pipeline/*.c)
tidy: ## clang-tidy with .clang-tidy over FILES (default: the whole product)
	$(Q)scripts/install-deps build lint
	$(Q)clang-tidy --quiet --warnings-as-errors='*' $(wildcard $(FILES)) -- -std=c11 $(CPPFLAGS_ALL) $(OMP)

install: all ## install under $(PREFIX), honouring DESTDIR
	$(Q)install -D -m 755 $(O)/sohoa $(DESTDIR)$(PREFIX)/bin/sohoa
	$(Q)for f in configs/* models/*; do [ ! -f $$f ] || install -D -m 644 $$f $(DESTDIR)$(PREFIX)/share/sohoa/$$f; done

uninstall: ## remove what install wrote
	$(Q)rm -rf $(DESTDIR)$(PREFIX)/bin/sohoa $(DESTDIR)$(PREFIX)/share/sohoa

clean: ## remove everything that was built
	$(Q)rm -rf build

help: ## this list
	$(Q)grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

-include $(shell find $(O) -name '*.d' 2>/dev/null)
.PRECIOUS: $(O)/%.o
.PHONY: lm train places names zone-shapes all clean help unit-bins demo test test-fast test-bins tools eval bench bench-bins bench-guard check tidy install uninstall
