# add and doctor: what is kept, what is said, and what happens to a store when something is in the way.
. "$(dirname "$0")/lib.sh"
unset SYNOPTIC_STORE XDG_DATA_HOME
HOME=$work/home
export HOME
mkdir home

# report ID URL TITLE TEXT...: an article record
report() {
    printf '{"id":"%s","url":"https://lantern.example/%s","outlet":"The Lantern","title":"%s","published":"2031-03-13",' \
        "$1" "$2" "$3"
    printf '"language":"en","text":"%s"}\n' "$4"
}
ferry="A fire broke out on the car ferry Solvara off Harnvik on Thursday, and 14 people were hurt, the coast guard said."
later="A fire broke out on the car ferry Solvara off Harnvik on Thursday, and 17 people were hurt, the coast guard said."
other="Fourteen people were hurt when the ferry Solvara burned off Harnvik, coast guard commander Hallgrim Solheim said."
{
    report f1 ferry "Fire on ferry Solvara off Harnvik" "$ferry"
    report f2 solvara "Ferry Solvara burns off Harnvik: 14 hurt" "$other"
    report l1 library "Library of Tverrdal opens on Sundays" \
        "The library of Tverrdal will open on Sundays from April, councillor Gudveig Aune said. It costs 1.1 million crowns."
} >day.jsonl
ask() { sqlite3 "$1" "$2" 2>/dev/null || /usr/bin/python3 -c '
import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]):
    print("|".join("" if cell is None else str(cell) for cell in row))' "$1" "$2"; }
# answers FILE QUESTION ANSWER NAME: what the store holds
answers() {
    got=$(ask "$1" "$2")
    if [ "$got" = "$3" ]; then good "$4"; else bad "$4" "$got, not $3"; fi
}

# ---- adding

runs 0 "add" synoptic add --store news.db --now 2031-03-14 day.jsonl
is out "3 new articles; see: synoptic stories" "says how many are new"
is err "" "and nothing else"
answers news.db "SELECT count(*), count(DISTINCT story) FROM article" "3|2" "three articles in two stories"
answers news.db "SELECT count(*) FROM story_event WHERE kind = 0" "3" "each has joined one, by the log"
runs 0 "the same again" synoptic add --store news.db day.jsonl
is out "0 new articles, 3 known already; see: synoptic stories" "changes nothing"
answers news.db "SELECT (SELECT count(*) FROM version), (SELECT count(*) FROM story_event WHERE kind = 0)" "3|3" \
    "not even in versions and log"
report f1 "ferry?utm_source=mail#top" "Fire on ferry Solvara off Harnvik" "$ferry" >tracked.jsonl
runs 0 "with tracking in its address" synoptic add --store news.db tracked.jsonl
is out "0 new articles, 1 known already; see: synoptic stories" "it is the same article"
report f1 ferry "Fire on ferry Solvara off Harnvik: 17 hurt" "$later" >later.jsonl
runs 0 "with a changed text" synoptic add --store news.db --json later.jsonl
is out '{"article":"a1","what":"version","version":2,"story":"s1"}' "it has a version more, and no report more"
runs 0 "the old text after the new one" synoptic add --store news.db --json day.jsonl
holds out '{"article":"a1","what":"known","version":' "is known"
answers news.db "SELECT count(*) FROM version WHERE article = 1" 2 "and no third version"
runs 0 "with --json" synoptic add --store lines.db --json day.jsonl
lines out 3 "each article is a line"
holds out '{"article":"a3","what":"new","version":1,"story":"s2"}' "with its number, version and story"

# ---- where it is

runs 0 "without --store" synoptic add day.jsonl
true_that "it is below the home folder" test -s home/.local/share/synoptic/store.db
true_that "which nobody else may look into" test "$(stat -c %a home/.local/share/synoptic)" = 700
runs 0 "with SYNOPTIC_STORE" env SYNOPTIC_STORE=named.db synoptic add day.jsonl
true_that "it is there" test -s named.db
runs 0 "with XDG_DATA_HOME" env XDG_DATA_HOME="$work/data" synoptic add day.jsonl
true_that "it is there" test -s data/synoptic/store.db

# ---- what cannot be used

{ cat day.jsonl; echo '{"title": "cut off'; } >broken.jsonl
runs 3 "a record that is broken" synoptic add --store part.db broken.jsonl
is out "3 new articles, 1 could not be used; see: synoptic stories" "does not keep out the others"
holds err "broken.jsonl, line 4" "and is named"
runs 3 "an input that is not there" synoptic add --store part.db nothing.jsonl
printf '\n \n' >empty.txt
runs 3 "an input without any text" synoptic add --store part.db empty.txt
: >empty.db
runs 3 "the doctor of an empty file" synoptic doctor --store empty2.db
holds err "there is no such file" "says that there is none"
runs 0 "an empty file" synoptic add --store empty.db day.jsonl
is out "3 new articles; see: synoptic stories" "becomes a store"
cp day.jsonl text.db
runs 3 "a text for a store" synoptic add --store text.db day.jsonl
is err "synoptic: text.db is no store; name another file, or a new one" "is refused"
true_that "and left alone" cmp text.db day.jsonl
ask cook.db "CREATE TABLE recipe (name)" >/dev/null
runs 3 "another program's database" synoptic add --store cook.db day.jsonl
is err "synoptic: cook.db is a database of another program; name a new file for the store" "is refused"
answers cook.db "SELECT group_concat(name) FROM sqlite_master" recipe "and left alone"
runs 3 "a folder that is not there" synoptic add --store no/where.db day.jsonl
mkdir folder.db
runs 3 "a folder for a store" synoptic add --store folder.db day.jsonl

# ---- the doctor

runs 0 "the doctor" synoptic doctor --store news.db
holds out "3 articles in 4 versions, of 1 outlet" "counts"
holds out "all is well" "and finds nothing"
runs 0 "looking closely" synoptic doctor --store news.db --deep
runs 0 "with --json" synoptic doctor --store news.db --json
holds out '"articles":3,"versions":4,"stories":2' "the same for programs"
holds out '"findings":0' "and how much is wrong"
runs 0 "with --copy" synoptic doctor --store news.db --copy copy.db
answers copy.db "SELECT count(*) FROM version" 4 "there is a copy"
runs 2 "a copy over something" synoptic doctor --store news.db --copy day.jsonl
true_that "is not made" grep -q Solvara day.jsonl
cp copy.db hurt.db
ask hurt.db "DELETE FROM body WHERE version = 2" >/dev/null
runs 3 "a text that is gone" synoptic doctor --store hurt.db
holds err "version 2" "is named"
cp copy.db hurt.db
ask hurt.db "UPDATE story SET reports = 9 WHERE id = 1" >/dev/null
runs 3 "a story that miscounts" synoptic doctor --store hurt.db
holds err "s1" "is named"
cp copy.db hurt.db
printf 'XXXXXXXXXXXXXXXXXXXXXXXX' | dd of=hurt.db bs=1 seek=8200 conv=notrunc 2>/dev/null
runs 3 "a damaged page" synoptic doctor --store hurt.db
true_that "is said" test -s "$err"
head -c 20000 copy.db >cut.db
runs 3 "a file that was cut off" synoptic doctor --store cut.db
true_that "is said" test -s "$err"

# ---- older and newer ones

cp copy.db newer.db
ask newer.db "PRAGMA user_version = 900" >/dev/null
runs 3 "a store of a newer program" synoptic add --store newer.db day.jsonl
holds err "newer.db was written by a newer synoptic (version 900 of the store" "is not touched"
runs 3 "not even by the doctor" synoptic doctor --store newer.db
answers newer.db "PRAGMA user_version" 900 "and stays what it was"

# ---- rights and room

# Root may write everywhere, so it must be somebody else.
as_other() { if [ "$(id -u)" = 0 ]; then setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; else "$@"; fi; }
if as_other synoptic version >/dev/null 2>&1; then
    chmod 755 "$work"
    mkdir locked && cp copy.db locked/news.db && chmod 444 locked/news.db && chmod 555 locked
    runs 3 "a store that may only be read" as_other synoptic add --store locked/news.db --now 2031-03-14 day.jsonl
    holds err "it may only be read" "is said to be so"
    runs 3 "a folder that may only be read" as_other synoptic add --store locked/new.db day.jsonl
    true_that "gets no store" test ! -e locked/new.db
    chmod 755 locked
else
    skip "a store that may only be read" "no other user can be had"
fi

# Many reports; a limit on the size of files stands for a full disk.
i=0
while [ $i -lt 200 ]; do
    report "many$i" "many$i" "Report number $i of the harbour" \
        "The harbour of Harnvik counted $i ships on Monday, $((i * 3)) on Tuesday, said the port office. $(seq $i $((i + 99)) | tr '\n' ' ')"
    i=$((i + 1))
done >many.jsonl
full() { ( trap '' XFSZ; ulimit -f 3000; exec "$@" ); }
runs 3 "files that may not grow" full synoptic add --store full.db --commit 5 --json many.jsonl
holds err "full.db" "is said"
acknowledged=$(grep -c '"what":"new"' "$out")
true_that "after some reports were acknowledged" test "$acknowledged" -gt 0
true_that "which are all there" test "$(ask full.db 'SELECT count(*) FROM article')" -ge "$acknowledged"
runs 0 "with room again" synoptic add --store full.db many.jsonl
answers full.db "SELECT count(*), (SELECT count(*) FROM version) FROM article" "200|200" "it goes on where it was"
runs 0 "and is whole" synoptic doctor --store full.db

# A small disk, where one may be had.
mkdir disk
small_disk() { unshare -m sh -c 'mount -t tmpfs -o size=1500k none disk && "$@"; code=$?; cp disk/* . ; exit $code' - "$@"; }
if unshare -m mount -t tmpfs none disk 2>/dev/null; then
    runs 3 "a disk that gets full" small_disk synoptic add --store disk/small.db --commit 5 --json many.jsonl
    holds err "the disk is full; what was acknowledged before is safe" "is said"
    acknowledged=$(grep -c '"what":"new"' "$out")
    true_that "after some reports were acknowledged" test "$acknowledged" -gt 0
    true_that "which are all there" test "$(ask small.db 'SELECT count(*) FROM article')" -ge "$acknowledged"
    runs 0 "with room again" synoptic add --store small.db many.jsonl
    answers small.db "SELECT count(*), (SELECT count(*) FROM version) FROM article" "200|200" "it goes on where it was"
    runs 0 "and is whole" synoptic doctor --store small.db
else
    skip "a disk that gets full" "no small disk can be had"
fi

# ---- several at once

head -100 many.jsonl >one.jsonl
tail -100 many.jsonl >two.jsonl
synoptic add --store both.db --commit 3 one.jsonl >one.out 2>one.err &
synoptic add --store both.db --commit 3 two.jsonl >two.out 2>two.err
second=$?
wait $!
first=$?
# Who comes second waits, or is told so and may come again.
true_that "two writers at once: each ends well, or is told that another one writes" sh -c '
    test '$first' = 0 || grep -q "another program is writing" one.err || { cat one.err; false; }
    test '$second' = 0 || grep -q "another program is writing" two.err || { cat two.err; false; }'
synoptic add --store both.db one.jsonl two.jsonl >/dev/null 2>&1
answers both.db "SELECT count(*), count(DISTINCT key), (SELECT count(*) FROM story_event WHERE kind = 0) FROM article" \
    "200|200|200" "and nothing is lost or double"
runs 0 "the doctor finds nothing" synoptic doctor --store both.db

# A reader sees what was committed, while somebody writes.
synoptic add --store read.db day.jsonl >/dev/null 2>&1
synoptic add --store read.db --commit 1 many.jsonl >/dev/null 2>&1 &
writer=$!
readers=0 counted=0
while kill -0 $writer 2>/dev/null; do
    n=$(ask read.db "SELECT count(*) FROM article WHERE story IN (SELECT id FROM story)")
    [ "${n:-0}" -ge "$counted" ] || readers=$((readers + 1))
    counted=${n:-0}
done
wait $writer
true_that "readers beside a writer see it grow, and never half an article" test $readers = 0
answers read.db "SELECT count(*) FROM article" 203 "to its end"
finish
