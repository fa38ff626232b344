# All ways in, and inputs that are none: each bad one costs one line, and the rest of the run is whole.
. "$(dirname "$0")/lib.sh"
cp -r "$cases/corpus" pile

# ---- ways in
runs 0 "a file" synoptic extract pile/harbour.txt
holds out '"id":"harbour"' "has its base name as id"
holds out '"file":"pile/harbour.txt"' "and names the file"
runs 0 "a folder" synoptic extract pile
lines out 6 "gives every report of it"
is err "" "and says nothing"
gzip -k pile/harbour.txt && mv pile/harbour.txt.gz packed.gz
runs 0 "a gzipped file" synoptic extract packed.gz
holds out "ran aground off the port of Stellin" "is unpacked"
runs 0 "standard input by name" sh -c 'synoptic extract - <pile/harbour.txt'
holds out "ran aground" "is read"
runs 0 "standard input where nothing is named" sh -c 'cat pile/wire.jsonl | synoptic extract'
lines out 2 "is read, here as JSONL"
runs 0 "a name that begins with a dash" sh -c 'cp pile/harbour.txt ./-dash.txt; synoptic extract -- -dash.txt'
holds out '"id":"-dash"' "behind --"

# ---- records keep what is theirs
runs 0 "records" synoptic extract pile/wire.jsonl
holds out '"desk":{"name": "north", "no": 7}' "keep fields that are not ours"
printf '%s\n' '{"id":"odd","text":"  Two  blanks,\ttab, “quotes” \\ and\r\nline ends.\n\n\nThe end.  "}' >odd.jsonl
runs 0 "a record with odd blanks" synoptic extract odd.jsonl
true_that "keeps its text letter for letter" python3 -c '
import json, sys
was, now = (json.loads(open(f).readline())["text"] for f in sys.argv[1:])
sys.exit(was != now)' odd.jsonl "$out"
synoptic extract pile/wire.jsonl >once.jsonl
synoptic extract once.jsonl >twice.jsonl
python3 - >"$out" <<'END'
import json
once, twice = ([json.loads(l) for l in open(f)] for f in ("once.jsonl", "twice.jsonl"))
keys = ("id", "title", "text", "published", "language", "desk")
print(all(a.get(k) == b.get(k) for a, b in zip(once, twice) for k in keys) and len(once) == len(twice))
END
is out "True" "extract reads what it wrote"

# ---- bad ones: each with a good one beside it
# bad NAME FILE: with pile/harbour.txt beside it exit code 3, one line that names the file, and the good one is there
bad_input() {
    runs 3 "$1" synoptic extract "$2" pile/harbour.txt
    lines err 1 "$1: one line"
    holds err "$2" "$1: names the input"
    holds out '"id":"harbour"' "$1: the rest is there"
}
: >empty.txt
bad_input "an empty file" empty.txt
truncate -s 100M large.txt
bad_input "a file of 100 MB" large.txt
head -c 20000 /dev/urandom >noise.bin
bad_input "a binary file" noise.bin
gzip -c pile/harbour.txt | head -c 200 >cut.txt.gz
bad_input "a truncated gzip" cut.txt.gz
bad_input "a file that is not there" missing.txt
printf '{"id":"x","text":"An unfinished\n' >broken.jsonl
bad_input "a broken record" broken.jsonl
if [ "$(id -u)" != 0 ]; then
    cp pile/harbour.txt locked.txt && chmod 000 locked.txt
    bad_input "a file without permission" locked.txt
    mkdir shut && chmod 000 shut
    bad_input "a folder without permission" shut
else
    skip "a file without permission" "root may read all"
fi
mkfifo pipe
runs 3 "a pipe among the files of a folder" timeout 20 sh -c 'mkdir mixed; mv pipe mixed/; cp pile/harbour.txt mixed/; synoptic extract mixed'
lines err 1 "costs one line and does not wait"
holds out '"id":"harbour"' "and the rest is there"

# ---- readable, however odd
# odd NAME FILE: exit code 0 and nothing on standard error
odd() {
    runs 0 "$1" timeout 60 synoptic annotate "$2"
    is err "" "$1: without a word"
}
printf 'The mayor of Brenv\351 said on Tuesday that the bridge \377\376 would open again. \300\257 It was closed in May after the flood.\n' >bytes.txt
odd "broken UTF-8" bytes.txt
python3 -c 'print("<html><body>" + "<div>" * 50000 + "<p>The mayor of Stellin said on Tuesday that the bridge would open again in May.</p>" + "</div>" * 50000)' >nested.html
odd "50,000 nested tags" nested.html
python3 -c 'print("“" * 50000 + " the mayor said. " + "(" * 50000)' >quotes.txt
odd "50,000 open quotes" quotes.txt
python3 -c 'print("He said. \"" + ",\"" * 400000)' >commas.txt
odd "a paragraph of 800,000 signs" commas.txt
python3 -c 'print("a" * 3000000)' >word.txt
odd "a word of three megabytes" word.txt

# ---- folders that lead back
mkdir -p loop/deeper && ln -s .. loop/deeper/back && cp pile/harbour.txt loop/
runs 0 "a folder that leads back to itself" timeout 20 synoptic extract loop
lines out 1 "is walked once"

# ---- nothing there
mkdir nothing
runs 3 "an empty folder" synoptic compare nothing
lines err 1 "is a mistake, mostly: one line"
printf '\n\n' >blank.jsonl
runs 3 "JSONL of blank lines" synoptic compare blank.jsonl
lines err 1 "is empty: one line"
runs 1 "reports without copies" synoptic copies pile/harbour.txt pile/budget.html
is out "" "print nothing"
runs 3 "only what cannot be read" synoptic compare missing.txt
finish
