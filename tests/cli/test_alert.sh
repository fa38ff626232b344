# synoptic alert: what is new is told, at least once, whatever happens in between.
. "$(dirname "$0")/lib.sh"
unset SYNOPTIC_STORE
python=/usr/bin/python3
SYNOPTIC_STORE=$work/news.db
export SYNOPTIC_STORE

# report ID OUTLET HOUR TITLE TEXT
report() {
    printf '{"id":"%s","url":"https://%s.example/%s","outlet":"%s","title":"%s","published":"2031-05-06T%s:00Z",' \
        "$1" "$1" "$1" "$2" "$4" "$3"
    printf '"language":"en","text":"%s"}\n' "$5"
}
report ferry1 "Orvane Wire" 06:10 "Ferry runs aground off Halven" \
    "The ferry Marn Rose ran aground on the Tinder Bank off Halven on Tuesday. Nine people were hurt, the coastguard of Halven said.\n\nThe ship carried 212 people and 60 cars, and the harbour master Bren Aldic closed the port of Halven until noon." >one.jsonl
report ferry2 "Radio Pellen" 07:10 "Marn Rose aground on the Tinder Bank" \
    "Fourteen people were hurt when the ferry Marn Rose ran onto the Tinder Bank off Halven on Tuesday, the clinic of Halven said.\n\nThe mate Ilse Torvan told Radio Pellen that the lights went out. Bren Aldic, the harbour master, said that nobody sails before noon." >two.jsonl
report ferry3 "The Lisk Courier" 08:10 "Ferry Marn Rose: rescue goes on" \
    "Rescuers brought the last passengers of the ferry Marn Rose ashore in Halven on Tuesday. It had run aground on the Tinder Bank.\n\nThe harbour master Bren Aldic spoke of luck. Ilse Torvan, the mate of the Marn Rose, was in tears." >three.jsonl
report choir "Halven Gazette" 09:10 "School choir wins <prize> & more" \
    "The choir of the school of Vell has won the prize of the council, the teacher Mira Holt told parents on Monday." >choir.jsonl
report ferry1 "Orvane Wire" 06:10 "Ferry runs aground off Halven" \
    "The ferry Marn Rose ran aground on the Tinder Bank off Halven on Tuesday. Eleven people were hurt, the coastguard of Halven said.\n\nThe ship carried 212 people and 60 cars, and the harbour master Bren Aldic closed the port of Halven until noon." >changed.jsonl
add() { synoptic add --now 2031-05-06T12:00Z "$@" >/dev/null 2>&1; }
alert() { synoptic alert "$@" --now "$now"; }
now=2031-05-06T12:00Z

"$python" "$root/tests/tools/hook_server.py" hooks.log >port &
server=$!
trap 'kill $server 2>/dev/null; chmod -R u+rwx "$work" 2>/dev/null; rm -rf "$work" "$out" "$err" "$work.want" "$work.got"' EXIT
for i in $(seq 50); do [ -s port ] && break; sleep 0.2; done
hook=http://127.0.0.1:$(cat port)
: >hooks.log

# posted PATH: how many were; items FILE: the articles in each message, a line each
posted() { grep -c "^$1 " hooks.log; }
posts() { test "$(posted "$1")" = "$2"; }
items() { "$python" -c '
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    message = json.loads(line[line.index("{"):])
    assert message["format"] == "synoptic-alert/1", message
    print(" ".join("%s:%s" % (i["what"], i["article"] or i["story"]) for i in message["items"]))' "$1"; }
says() { test "$(items "$1" | tail -1)" = "$2" || { items "$1"; false; }; }

# ---- what cannot be

runs 3 "without a store" synoptic alert list
add one.jsonl
runs 1 "no alerts" synoptic alert list
runs 2 "an alert without a name" synoptic alert add --search ferry --atom f.xml
runs 2 "that looks at nothing" synoptic alert add a --atom f.xml
runs 2 "that goes nowhere" synoptic alert add a --search ferry
runs 2 "that goes two ways" synoptic alert add a --search ferry --atom f.xml --webhook http://x.example/
runs 2 "to what is no address" synoptic alert add a --search ferry --webhook ftp://x.example/
runs 2 "to a command without words" synoptic alert add a --search ferry --command
runs 2 "with a query that is none" synoptic alert add a --search '"ferry' --atom f.xml
runs 2 "with two conditions" synoptic alert add a --search ferry --changes --conflicts --atom f.xml
runs 3 "of a story that is not there" synoptic alert add a --story s99 --atom f.xml
runs 3 "of a saved search that is not there" synoptic alert add a --search @nobody --atom f.xml
runs 2 "a part that is none" synoptic alert sing
runs 3 "removing what is not there" synoptic alert remove nobody
runs 1 "of all that, nothing was added" synoptic alert list

# ---- webhooks

runs 0 "a webhook" alert add ferries --search ferry --webhook "$hook/ok"
runs 2 "its name is taken" alert add ferries --search ferry --webhook "$hook/ok"
runs 1 "what was there before is not told" alert run --allow-private
add two.jsonl choir.jsonl
runs 3 "a private address" alert run
holds err "--allow-private" "is not asked unless allowed"
true_that "nothing was posted" posts /ok 0
runs 1 "and is not tried again at once" alert run --allow-private
now=2031-05-06T12:01Z
runs 0 "a minute later" alert run --allow-private
is out "ferries: 1 told" "what is new is told"
true_that "once, and only what the search finds" says hooks.log report:a2
true_that "as JSON" grep -q '^/ok application/json {' hooks.log
runs 1 "told is told" alert run --allow-private
true_that "nothing was posted again" posts /ok 1
runs 0 "a test" alert test ferries --allow-private
true_that "sends the last report" says hooks.log report:a2
true_that "and says that it is one" sh -c "tail -1 hooks.log | grep -q '\"test\":true'"
runs 0 "remove" alert remove ferries

runs 0 "a server that fails twice" alert add flaky --search ferry --webhook "$hook/flaky" --past
runs 3 "the first time" alert run --allow-private
holds err "500" "says what it answered"
synoptic alert list >"$out"
holds out "failed 1 time, next try 6 May 2031, 12:02" "and when it is tried again"
now=2031-05-06T12:02Z
runs 3 "the second time" alert run --allow-private
synoptic alert list --json >"$out"
holds out '"failures":2,"next":"2031-05-06T12:04:00Z"' "it waits twice as long"
now=2031-05-06T12:03Z
runs 1 "not before" alert run --allow-private
add three.jsonl
now=2031-05-06T12:04Z
runs 0 "the third time" alert run --allow-private
true_that "all of it is told, with what came since" says hooks.log "report:a1 report:a2 report:a4"
synoptic alert list --json >"$out"
holds out '"failures":0,"next":null,"error":null' "and all is well again"
alert remove flaky

runs 0 "a redirect" alert add moved --search ferry --webhook "$hook/moved" --past
runs 3 "is a failure" alert run --allow-private
true_that "it is not followed" sh -c '! grep -q ^GET hooks.log'
alert remove moved
runs 0 "a server that never answers" alert add slow --search ferry --webhook "$hook/slow" --past
runs 3 "is given its time" alert run --allow-private --timeout 1
holds err "in time" "and no more"
alert remove slow

# ---- commands

cat >take.sh <<'END_OF_SCRIPT'
cat >>"$WORK/told.log"
echo "noise $1"
echo "noise" >&2
printf '%s\n' "$SYNOPTIC_ALERT" "$1" >>"$WORK/words.log"
env >"$WORK/environment"
END_OF_SCRIPT
sed -i "s,\$WORK,$work,g" take.sh
SECRET=hidden
export SECRET
runs 0 "a command, in batches" alert add told --search ferry --past --command -- sh "$work/take.sh" '$(touch no); "a b"'
runs 0 "runs" alert run --most 2
is out "told: 2 told
told: 1 told" "as many times as there is to tell"
is err "" "what it prints goes nowhere"
true_that "the first has two" sh -c "head -1 told.log | grep -q '\"more\":true'"
true_that "the last the rest" says told.log report:a4
true_that "it knows the alert's name; its words are no shell's" sh -c \
    "printf 'told\n\$(touch no); \"a b\"\ntold\n\$(touch no); \"a b\"\n' | cmp - words.log && ! test -e no"
true_that "its environment is small" sh -c "grep -q ^PATH= environment && ! grep -q SECRET environment"
alert remove told
runs 0 "a command that fails" alert add fails --search ferry --past --command -- sh -c 'exit 7'
runs 3 "is a failure" alert run
holds err "sh ended with code 7" "with its code"
runs 0 "pause" alert pause fails
now=2031-05-07T12:00Z
runs 1 "a paused one is not run" alert run
runs 0 "resume" alert resume fails
runs 3 "then it is" alert run
alert remove fails
runs 0 "a command that stays" alert add stays --search ferry --past --command -- sh -c "sleep 60 & sleep 60; touch $work/stayed"
runs 3 "is ended" alert run --timeout 1
holds err "was ended after 1 second" "and that is said"
alert remove stays
runs 0 "a command that is not there" alert add gone --search ferry --past --command /no/such/program
runs 3 "is a failure" alert run
holds err "/no/such/program" "that names it"
alert remove gone

# ---- ended in between

cat >die.sh <<'END_OF_SCRIPT'
cat >>"$WORK/twice.log"
test -e "$WORK/died" || { touch "$WORK/died"; kill -9 $PPID; }
END_OF_SCRIPT
sed -i "s,\$WORK,$work,g" die.sh
alert add twice --search ferry --past --command -- sh "$work/die.sh"
runs 137 "killed between delivery and mark" sh -c "synoptic alert run --now $now; exit \$?"
true_that "it was delivered" says twice.log "report:a1 report:a2 report:a4"
runs 0 "the next run" alert run
true_that "tells it again" says twice.log "report:a1 report:a2 report:a4"
true_that "by the same ids" sh -c "test \$(grep -o 'urn:uuid:[0-9a-f-]*' twice.log | sort | uniq -c | awk '\$1 == 2' | wc -l) = 3"
runs 1 "and then no more" alert run
alert remove twice
: >hooks.log
alert add slow --search ferry --past --webhook "$hook/slow"
synoptic alert run --allow-private --now $now & running=$!
for i in $(seq 100); do posts /slow 1 && break; sleep 0.2; done
kill -9 $running
wait $running 2>/dev/null
true_that "killed while it waited" posts /slow 1
alert remove slow
alert add again --search ferry --past --webhook "$hook/ok"
runs 0 "the store goes on" alert run --allow-private

# ---- feeds

feed() { "$python" -c '
import sys, xml.etree.ElementTree as tree
atom = "{http://www.w3.org/2005/Atom}"
feed = tree.parse(sys.argv[1]).getroot()
for name in ("id", "title", "updated"):
    assert feed.find(atom + name).text, name
for entry in feed.findall(atom + "entry"):
    for name in ("id", "title", "updated"):
        assert entry.find(atom + name).text, name
    assert entry.find(atom + "author").find(atom + "name").text
    print(entry.find(atom + "title").text)' "$1"; }
mkdir public
runs 0 "a feed" alert add all --search 'choir OR ferry' --atom public/all.atom
true_that "is there at once" feed public/all.atom
true_that "with nothing in it" test -z "$(feed public/all.atom)"
report late "Halven Gazette" 10:10 "A choir <sings> & \\\"more\\\" \\u0001\\uffff\\u202e" "The choir of the school of Vell sang on Monday evening." >late.jsonl
add late.jsonl
runs 0 "what is new" alert run
true_that "stands in it" sh -c "feed_of=\$(cat public/all.atom); echo \"\$feed_of\" | grep -q 'A choir &lt;sings&gt; &amp; &quot;more&quot;'"
true_that "well-formed, whatever a title holds" test "$(feed public/all.atom | wc -l)" = 1
report late2 "Halven Gazette" 11:10 "Another choir" "Another choir, that of the harbour of Lisk, sang on Monday." >late2.jsonl
add late2.jsonl
runs 0 "and what comes then" alert run
true_that "before it, latest first" test "$(feed public/all.atom 2>/dev/null | head -1)" = "Another choir"
true_that "nothing is left beside it" test "$(ls public)" = all.atom
rm -r public
report late3 "Halven Gazette" 11:20 "A third choir" "A third choir, that of the bakers of Lisk, sang on Tuesday." >late3.jsonl
add late3.jsonl
runs 3 "a folder that is gone" alert run
holds err "public/all.atom" "is named"
mkdir public
now=2031-05-07T12:10Z
runs 0 "when it is back" alert run
true_that "all is there" test "$(feed public/all.atom | wc -l)" = 3
runs 0 "a test writes the feed as it is" alert test all
true_that "as it was" test "$(feed public/all.atom | wc -l)" = 3
alert remove all
alert remove again

# ---- stories

story=$(synoptic search --json 'ferry' 2>/dev/null | sed -n 's/.*"story":"\(s[0-9]*\)".*/\1/p' | head -1)
story=${story:-s1}
for on in changes conflicts reports origins each; do
    case $on in
    each) option= ;;
    reports | origins) option="--$on 2" ;;
    *) option=--$on ;;
    esac
    runs 0 "on $on" alert add "on-$on" --story "$story" $option --command -- sh -c "cat >>$work/$on.log"
done
runs 0 "a story as it is" alert run
true_that "has so many reports" says reports.log size:"$story"
true_that "and accounts" says origins.log origins:"$story"
true_that "but nothing new" test ! -e each.log -a ! -e changes.log
runs 1 "is told once" alert run
add changed.jsonl
report ferry5 "Halven Gazette" 12:10 "Ferry Marn Rose is towed to Halven" \
    "The ferry Marn Rose was towed off the Tinder Bank to Halven on Wednesday. Twelve people had been hurt, the coastguard of Halven said.\n\nThe mate Ilse Torvan and the harbour master Bren Aldic watched it come in." >five.jsonl
add five.jsonl
now=2031-05-07T13:00Z
runs 0 "a change, and a report more" alert run
true_that "the change is told" says changes.log change:a1
true_that "the report is told" says each.log report:a8
true_that "so many reports it had before" test "$(wc -l <reports.log)" = 1

# ---- told by add

alert add at-once --story "$story" --command -- sh -c "cat >>$work/at-once.log"
report ferry6 "Vell Mirror" 13:10 "Owners of the Marn Rose speak" \
    "The owners of the ferry Marn Rose, which ran aground on the Tinder Bank off Halven, thanked the mate Ilse Torvan and the harbour master Bren Aldic on Wednesday. Twelve people had been hurt, the coastguard of Halven said." >six.jsonl
runs 0 "add with alerts" synoptic add --alerts --now $now six.jsonl
true_that "tells at once" says at-once.log report:a9
alert add refused --search ferry --past --webhook "$hook/fail"
runs 0 "that one cannot be told" synoptic add --alerts --allow-private --now $now six.jsonl
holds err "alert refused" "is said, and is no failure"
alert remove refused

# ---- saved searches

synoptic search --save vell 'choir' >/dev/null 2>&1
runs 0 "a saved search" alert add saved --search @vell --past --command -- sh -c "cat >>$work/saved.log"
runs 0 "is asked" alert run
true_that "as it is saved" says saved.log "report:a3 report:a5 report:a6 report:a7"
synoptic search --forget vell >/dev/null 2>&1
runs 3 "when it is forgotten" alert run
holds err "vell" "its alert says so"
finish
