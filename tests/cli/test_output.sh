# Where results go: files replaced in one step, full disks, readers that go away.
. "$(dirname "$0")/lib.sh"
cp -r "$cases/corpus" pile

synoptic extract pile/harbour.txt >want
runs 0 "-o FILE" synoptic extract -o new.jsonl pile/harbour.txt
is out "" "prints nothing"
true_that "writes the same" cmp want new.jsonl
true_that "with the usual permissions" sh -c 'test "$(stat -c %a new.jsonl)" = "$(umask 022; printf %o $((0666 & ~$(umask))))"'
runs 0 "--output=FILE" synoptic extract --output=other.jsonl pile/harbour.txt
true_that "is the same" cmp want other.jsonl
runs 0 "-oFILE" synoptic extract -othird.jsonl pile/harbour.txt
true_that "is the same" cmp want third.jsonl
runs 0 "-o -" synoptic extract -o - pile/harbour.txt
true_that "is standard output" cmp want "$out"

echo old >kept.jsonl && chmod 640 kept.jsonl
runs 0 "over an old file" synoptic extract -o kept.jsonl pile/harbour.txt
true_that "replaces it" cmp want kept.jsonl
true_that "and keeps its permissions" sh -c 'test "$(stat -c %a kept.jsonl)" = 640'
echo old >kept.jsonl
runs 3 "a run that finds nothing to read" synoptic extract -o kept.jsonl missing.txt
true_that "leaves the old file" grep -qx old kept.jsonl
mkdir real && echo old >real/file && ln -s real/file link.jsonl
runs 0 "through a symbolic link" synoptic extract -o link.jsonl pile/harbour.txt
true_that "replaces what it points to" sh -c 'test -L link.jsonl && cmp want real/file'
runs 0 "onto an input" sh -c 'cp pile/wire.jsonl both.jsonl && synoptic extract -o both.jsonl both.jsonl'
lines err 0 "without a word"
true_that "which was read whole" sh -c 'test "$(wc -l <both.jsonl)" = 2'
true_that "no hidden files are left" sh -c 'test -z "$(find . -name ".synoptic*")"'

runs 3 "into a folder that is not there" synoptic extract -o nowhere/x.jsonl pile/harbour.txt
lines err 1 "says so on one line"
holds err "nowhere/x.jsonl" "and names it"
if [ -e /dev/full ]; then
    runs 3 "standard output on a full disk" sh -c 'synoptic extract pile >/dev/full'
    is err "synoptic: cannot write standard output: No space left on device" "says so"
    runs 3 "-o on a full disk" synoptic compare --json -o /dev/full pile
    is err "synoptic: cannot write /dev/full: No space left on device" "says so"
fi
if command -v prlimit >/dev/null; then
    echo old >kept.jsonl
    runs 3 "a disk that fills up" sh -c 'trap "" XFSZ; exec prlimit --fsize=100 synoptic extract -o kept.jsonl pile'
    true_that "leaves the old file" grep -qx old kept.jsonl
    true_that "and nothing else" sh -c 'test -z "$(find . -name ".synoptic*")"'
fi

for i in $(seq 300); do cp pile/harbour.txt "pile/copy$i.txt"; done
runs 0 "a reader that has seen enough" sh -c 'synoptic extract pile 2>said | head -1 >/dev/null; test ! -s said'
runs 0 "its exit code" bash -c 'set -o pipefail; synoptic extract pile | head -1'

# ---- colour and width
runs 0 "text that is no terminal" synoptic compare "$cases/corpus"
true_that "has no colour" sh -c "! grep -q '$(printf '\033')' '$out'"
runs 0 "--color always" synoptic compare --color always "$cases/corpus"
true_that "has colour" grep -q "$(printf '\033')" "$out"
runs 0 "--width 60" synoptic compare --width 60 "$cases/corpus"
true_that "no line is longer" python3 -c '
import sys, unicodedata
wide = [l for l in open(sys.argv[1], encoding="utf-8").read().splitlines()
        if sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in l) > 60]
sys.exit("\n".join(wide) or 0)' "$out"
if command -v script >/dev/null; then
    runs 0 "at a terminal" script -qec "synoptic compare $cases/corpus" /dev/null
    true_that "it has colour" grep -q "$(printf '\033')" "$out"
    runs 0 "at a terminal with NO_COLOR" env NO_COLOR=1 script -qec "synoptic compare $cases/corpus" /dev/null
    true_that "it has none" sh -c "! grep -q '$(printf '\033')\[[0-9;]*m' '$out'"
fi
finish
