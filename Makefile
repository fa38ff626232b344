# The front door.  CMake presets do the work (CMakePresets.json); plain `make` lists what there is.
TIME ?= 60
DATA ?=
COUNT ?= 10000
PREFIX ?= /usr/local
JOBS ?= $(shell nproc)
.PHONY: help setup release demo check check-web screenshots check-slow tsan fuzz bench bench-store bench-serve bench-html bench-pathological bench-group bench-compare bench-quality learn install clean

help:
	@echo 'make demo                     build, compare the bundled reports, and say what to try next'
	@echo 'make release                  the program: build/release/synoptic'
	@echo 'make check                    build with sanitizers and run all tests'
	@echo 'make check-web                look at the pages of the server in a real browser (chromium, Node.js)'
	@echo 'make screenshots              take the pictures in docs/img anew'
	@echo 'make check-slow               kill a load of the store 200 times, and look whether anything is lost'
	@echo 'make tsan                     the same runs under ThreadSanitizer'
	@echo 'make fuzz TIME=60             run every fuzz target for TIME seconds'
	@echo 'make bench                    speed and memory, stage by stage'
	@echo 'make bench-html DATA=DIR      speed of extraction on the pages in DIR, beside libxml2 and Readability.js'
	@echo 'make bench-pathological       whether pages made to hurt take time in proportion to their size'
	@echo 'make bench-group              stories beside scikit-learn, and along a stream (20 minutes, 5 GB in /tmp)'
	@echo 'make bench-compare            how the cost of a story grows with its reports; who copied whom, on own stories'
	@echo 'make bench-store COUNT=10000  a month of made-up news: loading, restarting, asking (12 kB an article in /tmp)'
	@echo 'make bench-serve STORE=FILE    how soon the server answers 200 requests a second, on a store of yours'
	@echo 'make bench-quality DATA=DIR   score against the annotated sets in DIR'
	@echo 'make learn DATA=DIR           grow the models anew from the annotated sets in DIR'
	@echo 'make install PREFIX=/usr/local'
	@echo 'make setup                    install the Debian packages that are missing'
	@echo 'make clean                    remove build/'

setup:
	@tools/setup

release: setup
	@cmake --preset release >/dev/null
	@cmake --build --preset release -j $(JOBS) -- --quiet
	@echo 'built build/release/synoptic'

demo: release
	@tools/demo build/release/synoptic

check: setup
	@cmake --preset check >/dev/null
	@cmake --build --preset check -j $(JOBS) -- --quiet
	@tests/run_all build/check

check-web:
	@tools/setup web
	@cmake --preset check >/dev/null
	@cmake --build --preset check -j $(JOBS) --target synoptic -- --quiet
	@tests/web/run build/check

screenshots: release
	@tools/setup web
	@tests/web/run build/release screenshots

check-slow: release
	@cmake --build --preset release -j $(JOBS) --target bench_generate -- --quiet
	@PATH=$$PWD/build/release:$$PATH tests/tools/kill_load.py --kills 200 --articles 1000

tsan: setup
	@cmake --preset tsan >/dev/null
	@cmake --build --preset tsan -j $(JOBS) -- --quiet
	@tests/run_all build/tsan

fuzz:
	@tools/setup fuzz
	@cmake --preset fuzz >/dev/null
	@cmake --build --preset fuzz -j $(JOBS) -- --quiet
	@fuzz/run build/fuzz $(TIME)

bench: release
	@cmake --build --preset release -j $(JOBS) --target bench_generate bench_speed bench_html -- --quiet
	@bench/run build/release

bench-html: release
	@cmake --build --preset release -j $(JOBS) --target bench_html -- --quiet
	@bench/html build/release $(DATA)

bench-pathological: release
	@cmake --build --preset release -j $(JOBS) --target bench_pathological -- --quiet
	@build/release/bench_pathological

bench-group: release
	@cmake --build --preset release -j $(JOBS) --target bench_generate -- --quiet
	@bench/group_ratio build/release

bench-compare: release
	@cmake --build --preset release -j $(JOBS) --target bench_generate bench_compare -- --quiet
	@rm -rf build/release/story && build/release/bench_generate text 200 build/release/story 200
	@build/release/bench_compare build/release/story
	@for set in first second; do echo "$$set" && bench/lineage/score build/release/synoptic \
	    bench/lineage/$$set.jsonl bench/lineage/$${set}_gold.jsonl; done

bench-store: release
	@cmake --build --preset release -j $(JOBS) --target bench_generate bench_query -- --quiet
	@bench/store build/release $(COUNT)

bench-serve: release
	@cmake --build --preset release -j $(JOBS) --target synoptic -- --quiet
	@bench/serve build/release/synoptic $(STORE)

bench-quality: release
	@cmake --build --preset release -j $(JOBS) --target html_tokens learn_blocks learn_tags learn_pairs -- --quiet
	@bench/quality/run build/release/synoptic $(DATA)

learn: release
	@cmake --build --preset release -j $(JOBS) --target learn_blocks learn_names learn_tags learn_pairs -- --quiet
	@build/release/learn_blocks $(DATA)/data/extraction --forest data/models/html_judge.forest
	@build/release/synoptic extract $(DATA)/data/extraction/pages >build/release/pages.jsonl
	@build/release/synoptic extract $(foreach set,tgpairs-ru tgpairs-en newscluster ecb,$(DATA)/data/stories/$(set)/docs.jsonl.gz) >build/release/stories.jsonl
	@build/release/learn_names --silver $(DATA)/data/attribution --lists data/gazetteer --cues data/gazetteer/cue.tsv \
		--sentences data/gazetteer/sentence.tsv --bodies data/organisation.tsv --places data/place.tsv \
		--texts build/release/pages.jsonl \
		--texts build/release/stories.jsonl --out data/models/name_judge.rows
	@build/release/learn_tags $(DATA)/data/attribution --models data/models
	@build/release/learn_pairs $(DATA)/data/alignment --weights data/pair_weight.tsv --forest data/models/paraphrase.forest

install: release
	@cmake --install build/release --prefix $(PREFIX)

clean:
	rm -rf build
