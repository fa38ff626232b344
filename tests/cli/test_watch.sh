# Watching a small newsroom on a real socket (tests/tools/news_server.py): once, for a while, stopped and killed.
. "$(dirname "$0")/lib.sh"
log=$work/requests
/usr/bin/python3 "$root/tests/tools/news_server.py" "$log" >port &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$work" "$out" "$err" "$work.want" "$work.got"' EXIT
tries=0
while [ ! -s port ] && [ $tries -lt 100 ]; do
    sleep 0.1
    tries=$((tries + 1))
done
base=http://127.0.0.1:$(cat port)
XDG_CACHE_HOME=$work/cache SYNOPTIC_STORE=$work/news.db
export XDG_CACHE_HOME SYNOPTIC_STORE

watch() { synoptic watch --allow-private --pace 0.1 "$@"; }
tell_server() { /usr/bin/python3 -c 'import sys, urllib.request; urllib.request.urlopen(sys.argv[1]).read()' "$base/$1"; }
# asked_for COUNT PATH NAME
asked_for() {
    got=$(grep -c "^$2 " "$log")
    if [ "$got" = "$1" ]; then good "$3"; else bad "$3" "$got requests, not $1, for $2:" "$(tail -20 "$log")"; fi
}
# ask TABLE-QUESTION: what the store says
ask() { /usr/bin/python3 -c 'import sqlite3, sys; print(*sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone())' "$SYNOPTIC_STORE" "$1"; }

# ---- misuse
runs 2 "without a source" watch --once
holds err "there is nothing to watch: name feeds or OPML" "that is said"
runs 2 "with what is no address" watch --once http://
runs 2 "for no time" watch --for long "$base/feed"
runs 2 "sources to change" synoptic sources --pause
holds err "which sources? name their addresses" "must be named"

# ---- once
cat >list.opml <<END
<opml><body><outline text="Post" xmlUrl="$base/feed"/><outline text="Broken" xmlUrl="$base/broken"/>
<outline text="Gone" xmlUrl="$base/gone"/></body></opml>
END
runs 0 "once" watch --once list.opml
holds err "synoptic: 3 new sources, 0 watched already" "says what was added"
holds err "event=polled url=$base/feed status=200 entries=3" "what came"
holds err "event=stored url=$base/p/0?utm_source=rss status=200 article=a" "what was stored"
holds err "event=failed url=$base/broken status=500" "what failed"
holds err "event=paused url=$base/gone status=410" "what is gone"
holds err "3 new articles from 3 answers of sources; 0 pages are left to fetch, 2 to look at again" "and what is left"
asked_for 0 /p/2 "what robots.txt forbids is not asked for"
runs 0 "what the feed says of it" synoptic search carried OR "railway"
holds out "Snow stops trains" "is kept"
runs 0 "sources" synoptic sources
holds out "ok      feed         3 entries" "one is well"
holds out "failing feed" "one fails"
holds out "1 time: the server has failed (500)" "with the reason"
holds out "gone    feed" "one is gone"
lines out 5 "in five lines"

# ---- again
runs 0 "once more at once" watch --once
asked_for 1 /feed "nobody is asked again"
tell_server grow
runs 0 "a source" synoptic sources --resume "$base/feed" "$base/gone"
runs 0 "that is due, for two seconds, with JSON" watch --for 2s --json
holds err "\"event\":\"polled\",\"url\":\"$base/feed\",\"title\":\"Post\",\"status\":200,\"entries\":1" "brings what is new"
asked_for 2 /feed "is asked once in this time"
asked_for 1 /p/0 "and pages that are known are not had again"
asked_for 1 /p/3 "but the new one"
true_that "four articles, each once" test "$(ask 'SELECT count(*), count(DISTINCT key) FROM article')" = "4 4"

# ---- a page that changes
tell_server change
/usr/bin/python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("UPDATE visit SET due = due - 3700, first = first - 3700 WHERE due")
db.commit()' "$SYNOPTIC_STORE"
runs 0 "an hour later" watch --once
holds err "event=changed url=$base/p/0" "a page has changed"
true_that "which is another version" test "$(ask 'SELECT count(*), max(versions) FROM article')" = "4 2"
true_that "asked for on condition" grep -q '^/p/0 200 "/p/0False"' "$log"

# ---- stopped, killed
tell_server grow; tell_server grow; tell_server slow
synoptic sources --resume "$base/feed"
synoptic watch --allow-private --pace 0.1 2>"$work/log" &
program=$!
tries=0
while ! grep -q "event=polled" "$work/log" && [ $tries -lt 300 ]; do
    sleep 0.1
    tries=$((tries + 1))
done
sleep 0.3
kill -TERM $program
wait $program
code=$?
true_that "asked to stop it ends well" test $code = 0
true_that "when what was under way is had" grep -qE "event=stored url=$base/p/[45]" "$work/log"
true_that "and says what is left" grep -q "1 page is left to fetch" "$work/log"
tell_server grow
synoptic sources --resume "$base/feed"
synoptic watch --allow-private --pace 0.1 2>"$work/log" &
program=$!
tries=0
while ! grep -q "event=polled" "$work/log" && [ $tries -lt 300 ]; do
    sleep 0.1
    tries=$((tries + 1))
done
kill -KILL $program
wait $program 2>/dev/null
runs 0 "after it was killed" watch --once
true_that "nothing is lost and nothing twice" test "$(ask 'SELECT count(*), count(DISTINCT key) FROM article')" = "7 7"
true_that "nor left" test "$(ask 'SELECT count(*) FROM visit WHERE stage = 0 AND due')" = "0"

# ---- sources
runs 0 "as OPML" synoptic sources --opml -o all.opml
SYNOPTIC_STORE=$work/other.db
runs 0 "read into another store, where nothing may be asked" synoptic watch --once --pace 0 all.opml
runs 0 "and listed" synoptic sources --json
lines out 3 "all are there"
holds out '"state":"failing"' "and told how they are"
holds out "its address is not asked (loopback)" "and why"
runs 0 "one taken out" synoptic sources --remove "$base/gone"
runs 3 "which is not there any more" synoptic sources --remove "$base/gone"
holds err "is not watched; 'synoptic sources' lists what is" "is said"
finish
