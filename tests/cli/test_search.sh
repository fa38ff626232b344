# stories and search: what is listed and found, how it is told, and what a query that cannot be right is told.
. "$(dirname "$0")/lib.sh"
unset SYNOPTIC_STORE XDG_DATA_HOME
HOME=$work/home
export HOME
mkdir home

# report ID OUTLET TIME LANGUAGE TITLE TEXT: an article record
report() {
    printf '{"id":"%s","url":"https://%s.example/%s","outlet":"%s","published":"%s","language":"%s","title":"%s","text":"%s"}\n' \
        "$1" "$2" "$1" "$2" "$3" "$4" "$5" "$6"
}
{
    report f1 lantern 2031-03-13T08:00Z en "Fire on ferry Solvara off Harnvik" \
        "A fire broke out on the car ferry Solvara off Harnvik on Thursday. At least 14 people were killed, coast guard commander Hallgrim Solheim said."
    report f2 courier 2031-03-13T09:00Z en "Ferry Solvara burns off Harnvik: 17 dead" \
        "Seventeen people were killed when the car ferry Solvara burned off Harnvik on Thursday. \\\"We did all we could,\\\" said Hallgrim Solheim."
    report l1 lantern 2031-03-12T10:00Z en "Library of Tverrdal opens on Sundays" \
        "The library of Tverrdal will open on Sundays from April, councillor Gudveig Aune said. It costs 1.1 million crowns."
    report g1 vesti 2031-03-14T07:00Z ru "Вулкан над Кальдуром" \
        "Вулкан над Кальдуром проснулся в пятницу. Тысячи жителей покинули дома, сообщил Эрлинг Брандт."
    report h1 courier 2031-03-14T09:00Z en "\\u001b[31mRed <b>bridge</b>\\u202e" \
        "The red bridge\\u001b]0;of Tverrdal\\u0007 was painted <script>blue</script> on Friday."
} >day.jsonl
SYNOPTIC_STORE=$work/news.db
export SYNOPTIC_STORE
runs 0 "a store" synoptic add --now 2031-03-14T12:00Z day.jsonl
# As where more came than is compared at once.
untold="UPDATE story SET told = NULL, origins = NULL, conflicts = NULL, differences = NULL"
sqlite3 news.db "$untold" 2>/dev/null || /usr/bin/python3 -c '
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute(sys.argv[2])
db.commit()' news.db "$untold"

# ---- stories

runs 0 "stories" synoptic stories --width 100
is out "s4      �[31mRed <b>bridge</b>�
        1 report · 14 March 2031, 09:00 · en
s3      Вулкан над Кальдуром
        1 report · 14 March 2031, 07:00 · ru
s1      Fire on ferry Solvara off Harnvik
        2 reports · not compared yet · 13 March 2031, 08:00 – 09:00 · en
s2      Library of Tverrdal opens on Sundays
        1 report · 12 March 2031, 10:00 · en" "are listed, newest first"
runs 0 "the largest" synoptic stories --by largest -n 1 --json
is out '{"story":"s1","headline":"Fire on ferry Solvara off Harnvik","first":"2031-03-13T08:00:00Z","latest":"2031-03-13T09:00:00Z","reports":2,"origins":null,"conflicts":null,"differences":null,"outdated":false,"languages":["en"],"place":"2-1931158800-1"}' \
    "comes first, and what is not known is null"
runs 0 "a page" synoptic stories -n 3 --json
lines out 3 "has as many as it should"
runs 0 "of a page it is said" synoptic stories -n 3
holds out "there are more: --from " "where the next one begins"
from=$(sed -n 's/^there are more: --from //p' "$out")
runs 0 "the next page" synoptic stories -n 3 --from "$from" --json
lines out 1 "has the rest"
holds out '"story":"s2"' "which is the oldest"
runs 0 "since a day" synoptic stories --since 2031-03-14 --json
lines out 2 "leaves out what is older"
runs 0 "since hours" synoptic stories --now 2031-03-14T12:00Z --since 4h --json
lines out 1 "which count from now"
runs 0 "of an outlet" synoptic stories --outlet lantern --json
lines out 2 "are its own"
runs 0 "of a language" synoptic stories --language ru --json
holds out '"story":"s3"' "are those told in it"
runs 0 "with a name" synoptic stories --name "Erling Brandt" --json
holds out '"story":"s3"' "are those that name him, in whatever script"
runs 1 "of many reports" synoptic stories --reports 9
is out "" "there are none"
runs 1 "of none the origins are known" synoptic stories --by origins
holds out "1 larger story has not been compared" "and that is said"
runs 0 "what is due is compared" synoptic stories --by origins --fresh --json
holds out '"story":"s1"' "and listed"
runs 0 "then it is known" synoptic stories --by origins --json
lines out 1 "for good"

# ---- search

runs 0 "words" synoptic search 'ferry harnvik' --width 100
is out 'a2 · 13 March 2031, 09:00 · courier · en · s1
    [Ferry] Solvara burns off [Harnvik]: 17 dead
    Seventeen people were killed when the car [ferry] Solvara burned off [Harnvik] on Thursday. "We
    did all we could," said Hallgrim Solheim.

a1 · 13 March 2031, 08:00 · lantern · en · s1
    Fire on [ferry] Solvara off [Harnvik]
    A fire broke out on the car [ferry] Solvara off [Harnvik] on Thursday. At least 14 people were
    killed, coast guard commander Hallgrim Solheim said.

2 articles' "are found, newest first, and marked where they stand"
# finds QUERY ARTICLES: what a query finds, in its order
finds() {
    got=$(synoptic search "$1" --now 2031-03-14T12:00Z --json | sed 's/^{"article":"\([^"]*\)".*/\1/' | tr '\n' ' ')
    if [ "$got" = "$2" ]; then good "finds $1"; else bad "finds $1" "$got, not $2"; fi
}
finds '"car ferry" -burned' "a1 "
finds 'вулкан OR library' "a4 a3 "
finds 'name:брандт' "a4 "
finds 'name:"erling brandt"' "a4 "
finds 'said-by:solheim' "a2 a1 "
finds 'said-by:solheim has:quotes' "a2 "
finds 'figure:>14 killed' "a2 "
finds 'figure:>=14 deaths' "a2 a1 "
finds 'figure:>1m' "a3 "
finds 'lang:en after:24h' "a5 "
finds 'tverrdal before:2031-03-13' "a3 "
finds 'on:yesterday outlet:lantern' "a1 "
finds 'story:s1 title:fire' "a1 "
finds 'sund*' "a3 "
finds 'NOT ferry -bridge' "a4 a3 "
finds 'ferry library' ""
runs 0 "JSON" synoptic search 'вулкан' --json
is out '{"article":"a4","story":"s3","title":"Вулкан над Кальдуром","title_hits":[{"from":0,"to":12}],"outlet":"vesti","language":"ru","url":"https://vesti.example/g1","published":"2031-03-14T07:00","first_seen":"2031-03-14T12:00:00Z","versions":1,"excerpt":{"from":0,"to":173,"text":"Вулкан над Кальдуром проснулся в пятницу. Тысячи жителей покинули дома, сообщил Эрлинг Брандт.","hits":[{"from":0,"to":12}]},"place":"131839180800"}' \
    "has the bytes of what was found"
runs 0 "colour" synoptic search 'title:fire' --color always
holds out "$(printf '\033[1;4mFire')" "marks what was found"
runs 0 "what steers terminals" synoptic search 'bridge' --color never
true_that "does not get there" sh -c "! grep -q '$(printf '\033')' '$out'"
runs 0 "a page" synoptic search 'lang:en' -n 3
holds out "3 of 4 articles; the next ones: --from " "says where it ends"
from=$(sed -n 's/.*--from //p' "$out")
runs 0 "the next page" synoptic search 'lang:en' -n 3 --from "$from" --json
holds out '"article":"a3"' "goes on there"
lines out 1 "to the end"
runs 0 "oldest first" synoptic search 'lang:en' --oldest -n 1 --json
holds out '"article":"a3"' "begins with the oldest"
runs 1 "what is nowhere" synoptic search 'zeppelin'
is out "" "is not found"
runs 1 "no such outlet" synoptic search 'outlet:nowhere'
is err "synoptic: no outlet is called 'nowhere'" "is told"

# ---- what cannot be right

runs 2 "a field that is none" synoptic search 'ferry autor:smith'
holds err "there is no field 'autor:'; there are title: name: said-by:" "is told what there is"
holds err "  ferry autor:smith" "with the query"
holds err "        ^" "and the place"
runs 2 "a bracket" synoptic search 'ferry (fire'
holds err "the ( here is never closed" "that is open"
runs 2 "a query of nothing" synoptic search
holds err "what should be looked for?" "is asked back"
runs 2 "a place that is none" synoptic search ferry --from soon
holds err "--from takes the number that the page before ended with" "is told"
runs 2 "a place of stories that is none" synoptic stories --from 12
holds err "--from takes what the page before ended with" "is told"
runs 2 "words for stories" synoptic stories ferry
holds err "synoptic search ferry" "are meant for search"
runs 3 "no store" synoptic search --store none.db ferry
holds err "none.db" "is named"

# ---- saved searches

runs 1 "none is saved" synoptic search --saved
is out "" "so none is listed"
runs 0 "one is saved" synoptic search --save fires 'fire OR burned'
runs 0 "and another" synoptic search --save dead 'figure:>15 deaths' --now 2031-03-14T12:00Z
runs 0 "they are listed" synoptic search --saved
is out "@dead               figure:>15 deaths
@fires              fire OR burned" "by name"
runs 0 "as JSON" synoptic search --saved --json
holds out '{"name":"dead","query":"figure:>15 deaths","made":"2031-03-14T12:00:00Z"}' "too"
finds @fires "a2 a1 "
finds @dead "a2 "
runs 0 "one is forgotten" synoptic search --forget fires
runs 3 "and is gone" synoptic search @fires
holds err "there is no saved search 'fires'" "which is told"
runs 2 "a name of blanks" synoptic search --save 'a b' ferry
runs 2 "what is no query is not saved" synoptic search --save half '(ferry'
holds err "  ^" "and its place shown"
runs 2 "two things at once" synoptic search --saved --forget dead
finish
