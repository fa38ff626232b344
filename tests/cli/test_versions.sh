# show and diff: stories and articles out of a store, versions, what was changed silently, two files.
. "$(dirname "$0")/lib.sh"
unset SYNOPTIC_STORE XDG_DATA_HOME
HOME=$work/home
export HOME
mkdir home

# report NUMBER OUTLET TITLE TEXT [MODIFIED]: an article record
report() {
    printf '{"id":"r%s","url":"https://%s.example/%s","outlet":"%s","language":"en","published":"2031-05-06T0%s:00Z",' \
        "$1" "$2" "$1" "$2" "$1"
    printf '"modified":"%s","title":"%s","text":"%s"}\n' "${5:-2031-05-06T08:00Z}" "$3" "$4"
}
first="The ferry Orm Star sank off Lisk on Tuesday. At least 14 people were killed, the harbour master Anna Brandt said."
second="The ferry Orm Star sank off Lisk on Tuesday and 17 people were killed, the harbour master Anna Brandt said."
changed="The ferry Orm Star sank off Lisk on Monday. At least 16 people were killed, the harbour master Anna Brandt said."
third="The ferry Orm Star sank off Lisk on Monday. At least 16 people were killed, the harbour master Anna Brandt said. More to come."
library="The library of Tverrdal will open on Sundays from April, councillor Gudveig Aune said. It costs 1.1 million crowns."
{
    report 1 lisk "Ferry Orm Star sinks off Lisk" "$first"
    report 2 pellen "Orm Star ferry sinks off Lisk" "$second"
    report 3 tverrdal "Library of Tverrdal opens on Sundays" "$library"
} >day.jsonl
report 1 lisk "Ferry Orm Star sinks off Lisk" "$changed" >later.jsonl
report 1 lisk "Ferry Orm Star sinks off Lisk" "$third" 2031-05-06T15:00Z >third.jsonl
synoptic add --store s.db --now 2031-05-06T10:00Z day.jsonl >/dev/null
synoptic add --store s.db --now 2031-05-06T14:00Z later.jsonl >/dev/null
SYNOPTIC_STORE=$work/s.db
export SYNOPTIC_STORE

# ---- stories

runs 0 "show of a story" synoptic show s1 --now 2031-05-07
holds out "2 reports" "compares its reports"
holds out "[a1 " "which are called as the store calls them"
holds out "At least 16 people" "in their present versions"
if grep -q "At least 14" "$out"; then bad "and no others" "$(cat "$out")"; else good "and no others"; fi
runs 0 "stories then" synoptic stories
holds out "account" "show how many accounts it has"
runs 0 "show --json" synoptic show s1 --json
lines out 1 "is a line"
holds out '{"format":"synoptic-synopsis/1","story":{"id":"s1"' "of the synopsis"
cp "$out" kept.json
runs 0 "show --fresh" synoptic show --fresh --json s1
if cmp -s "$out" kept.json; then good "is what was kept"; else bad "is what was kept"; fi
runs 0 "show --markdown" synoptic show --markdown s1
holds out "# " "is Markdown"
runs 0 "show --html" synoptic show --html -o page.html s1 s2
true_that "is one page" test "$(grep -c '<!doctype html>' page.html)" = 1
true_that "with both stories" grep -q 'id="story-2"' page.html
runs 1 "a story that is not there" synoptic show s99
holds err "there is no story 's99'" "is said not to be"
runs 1 "one that is there, and one that is not" synoptic show s1 s99
holds out "2 reports" "the one is shown"
synoptic story merge s2 s1 >/dev/null
runs 0 "a story that was merged into another" synoptic show s2
holds err "s2 was merged into s1, which is shown" "is said to be"
holds out "3 reports" "and shown as that one"
synoptic story undo >/dev/null

# ---- articles

runs 0 "show of an article" synoptic show a1
holds out "Ferry Orm Star sinks off Lisk" "has its headline"
holds out "version 2, seen 6 May 2031, 14:00 (shown here)" "its versions"
holds out "story s1" "its story"
holds out "At least 16 people, killed [44-55]" "its figures with their bytes"
holds out "Anna Brandt said: At least 16 people were killed" "who says what"
runs 0 "an older version" synoptic show a1 --version 1
holds out "At least 14 people, killed" "is shown as it was"
runs 1 "a version that is not there" synoptic show a1 --version 7
holds err "article a1 has no version 7; it has 2" "is said not to be"
runs 0 "by its address" synoptic show "https://lisk.example/1?utm_source=mail"
holds out "At least 16 people" "it is found, and nothing is fetched"
runs 0 "by the id it came with" synoptic show r3
holds out "Library of Tverrdal" "it is found, too"
runs 0 "evidence" synoptic show a1 --version 1 --evidence
head -1 day.jsonl | tr -d '\n' >line
tr -d '\n' <"$out" >got
if cmp -s line got; then good "is the bytes that came"; else bad "is the bytes that came" "$(cat "$out")"; fi
runs 0 "an article as JSON" synoptic show --json a1
holds out '{"format":"synoptic-article/1","article":"a1","story":"s1","version":2,"versions":[{"version":1,' "says where it belongs"
runs 2 "an article as a page" synoptic show a1 --html -o x.html
holds err "an article is shown as text or --json" "is not to be had"
runs 2 "nothing named" synoptic show
holds err "synoptic show s4" "is told what to name"

# ---- what was changed

runs 0 "diff" synoptic diff a1
holds out "[-Tuesday-] {+Monday+}" "shows words that went and came"
holds out "figure: “At least 14” → “At least 16” (people killed), silently" "names a figure"
holds out "date: “Tuesday” → “Monday”, silently" "and a date"
holds out "bears the same time of change" "and that nothing says so"
runs 0 "with colour" synoptic diff a1 --color always
holds out "$(printf '\033[31m-')" "what went is red"
runs 0 "as JSON" synoptic diff a1 --json
holds out '"what":"figure","was":"At least 14","is":"At least 16","about":"people killed"' "with its changes"
runs 0 "as a page" synoptic diff a1 --html -o diff.html
holds_page() { if grep -qF -- "$1" diff.html; then good "$2"; else bad "$2"; fi; }
holds_page "<del>" "what went is struck out"
holds_page "<ins>" "what came is underlined"
runs 1 "an article of one version" synoptic diff a2
holds err "one version only" "differs in nothing"
runs 1 "a version and itself" synoptic diff a1 --from 1 --to 1
runs 0 "all that was changed" synoptic diff --changed
holds out "a1 Ferry Orm Star sinks off Lisk" "lists the article"
runs 0 "since before" synoptic diff --changed --since 24h --now 2031-05-07 --json
lines out 1 "lists it, too"
runs 1 "since after" synoptic diff --changed --since 1h --now 2031-05-07
synoptic add --now 2031-05-06T16:00Z third.jsonl >/dev/null
runs 0 "words that were only added" synoptic diff a1
holds out "{+More to come.+}" "are shown"
runs 0 "from one to another" synoptic diff a1 --from 1 --to 3
holds out "version 1, seen 6 May 2031, 10:00 → version 3, seen 6 May 2031, 16:00" "as they are named"
runs 0 "now" synoptic diff --changed --json
lines out 1 "the version that changed a figure is listed, the harmless one not"
holds out '"to":{"version":2,' "by its number"

# ---- files

printf 'Ferry sinks\n\nAt least 14 people were killed, the police said.\n\nThe harbour is closed.\n' >old.txt
printf 'Ferry sinks\n\nAt least 17 people were killed, the owner said.\n\nThe harbour is closed.\n' >new.txt
unset SYNOPTIC_STORE
runs 0 "two files" synoptic diff old.txt new.txt
holds out "old.txt → new.txt" "need no store"
holds out "who said it: “the police” → “the owner”" "and are compared alike"
runs 1 "a file and itself" synoptic diff old.txt old.txt
holds out "Neither the headline nor the text differ in a word." "says so"
runs 2 "three files" synoptic diff old.txt new.txt old.txt
runs 2 "a file of many reports" synoptic diff day.jsonl new.txt
holds err "day.jsonl holds 3 reports" "is no version"
runs 2 "no word" synoptic diff
finish
