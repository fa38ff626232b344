# synoptic digest: the stories of a stretch of time, a few lines each.
. "$(dirname "$0")/lib.sh"
SYNOPTIC_STORE=$work/news.db
export SYNOPTIC_STORE
python=/usr/bin/python3

# report ID OUTLET DAYTHOUR LANGUAGE TITLE TEXT
report() {
    printf '{"id":"%s","url":"https://%s.example/%s","outlet":"%s","title":"%s","published":"2031-05-%s:00Z",' \
        "$1" "$1" "$1" "$2" "$5" "$3"
    printf '"language":"%s","text":"%s"}\n' "$4" "$6"
}
aground="The ferry Marn Rose ran aground on the Tinder Bank off Halven at 3.40 a.m. on Tuesday. Nine people were hurt, the coastguard of Halven said.\n\n\\\"We felt one blow and then the lights went out,\\\" said the mate, Ilse Torvan. The ship carried 212 people and 60 cars, and the harbour master Bren Aldic closed the port until noon."
{
    report wire "Orvane Wire" 06T06:10 en "Ferry runs aground off Halven" "HALVEN (Orvane Wire) - $aground"
    report gazette "Halven Gazette" 06T07:10 en "Ferry runs aground off Halven" "HALVEN (Orvane Wire) - $aground"
    report pellen "Radio Pellen" 06T08:10 en "Marn Rose aground on the Tinder Bank" \
        "Fourteen people were hurt when the ferry Marn Rose ran onto the Tinder Bank off Halven on Tuesday, the clinic of Halven said.\n\nThe mate Ilse Torvan told Radio Pellen that the lights went out. Nobody had heard the horn of the lightship that night, the pilots say. Bren Aldic, the harbour master, closed the port of Halven until noon."
    report vell "Vell Mirror" 06T09:10 de "Chor der Schule gewinnt Preis" \
        "Der Chor der Schule von Vell hat am Montag den Preis des Rates gewonnen, sagte die Lehrerin Mira Holt den Eltern."
    report early "Vell Mirror" 01T09:10 en "Library opens on Sundays" \
        "The library of Vell will open on Sundays from June, the councillor Gudrun Aune said."
} >news.jsonl
now="--now 2031-05-06T12:00Z"

runs 3 "without a store" synoptic digest
synoptic add $now news.jsonl >/dev/null 2>&1
runs 0 "the last day" synoptic digest $now
holds out "1 story · 5 May 2031, 12:00 – 6 May 2031, 12:00 UTC" "says what it is of"
holds out "1.  " "tells the story"
holds out "2 independent accounts in 3 reports of 3 outlets in English" "how many accounts it has"
holds out "We felt one blow and then the lights went out" "a quote"
holds out "Orvane Wire → Halven Gazette" "who copied whom"
holds out "[a" "where words stand"
holds out "synoptic show s1" "and what to ask next"
cp "$out" once
runs 0 "again, with other threads" synoptic digest $now --threads 3
true_that "the same bytes" cmp once "$out"
runs 0 "stories of one report, too" synoptic digest $now --reports 1
holds out "2 stories" "if they are asked for"
runs 0 "no more than one" synoptic digest $now --reports 1 --most 1
holds out "1 more story of that time is not told here." "says that there are others"
runs 0 "a language" synoptic digest $now --reports 1 --language de
holds out "1 story in German" "only stories that have it"
runs 0 "a longer time" synoptic digest $now --reports 1 --since 7d
holds out "3 stories" "has older ones"
runs 0 "days" synoptic digest --reports 1 --since 2031-05-01 --until 2031-05-01
holds out "Library opens on Sundays" "from the first's begin to the last's end"
runs 1 "a time without stories" synoptic digest --since 2031-04-01 --until 2031-04-02
holds out "No stories of that time." "is said to have none"
echo "yesterday's" >today.md
runs 1 "into a file" synoptic digest --since 2031-04-01 --until 2031-04-02 --format md -o today.md
true_that "it does not leave an older digest there" grep -q "No stories of that time" today.md
chmod a-w news.db
runs 0 "a store that may only be read" synoptic digest $now
true_that "the same bytes" cmp once "$out"
chmod u+w news.db

runs 0 "Markdown" synoptic digest $now --format md
holds out "## 1. " "has headings"
holds out "[Orvane Wire](https://wire.example/wire)" "and links"
runs 0 "a page" synoptic digest $now --format html -o digest.html
true_that "is whole" sh -c "head -1 digest.html | grep -q '<!doctype html>' && tail -1 digest.html | grep -q '</html>'"
true_that "and fetches nothing" sh -c "! grep -E '<script|<img|<link|@import|url\(' digest.html"
runs 0 "JSON" synoptic digest $now --json --reports 1
lines out 2 "a line a story"
true_that "says where words stand" "$python" -c '
import json, sys
texts = {}
for line in open("news.jsonl", encoding="utf-8"):
    record = json.loads(line)
    texts["a%d" % (len(texts) + 1)] = record["text"].encode()
first = json.loads(open(sys.argv[1], encoding="utf-8").readline())
assert first["format"] == "synoptic-digest/1" and first["origins"] == 2 and first["reports"] == 3, first
said = [first["quote"]["said"], first["only"], first["where"], first["who"]] + [c["said"] for c in first["agreed"]]
said += [side["said"] for d in first["differences"] for side in d["sides"]]
said = [s for s in said if s]
assert len(said) > 4
for s in said:
    assert texts[s["report"]][s["from"]:s["to"]].decode() == s["text"], s' "$out"

runs 2 "what is no time" synoptic digest --since yesterday
runs 2 "an end before the begin" synoptic digest --since 2031-05-06 --until 2031-05-01
runs 2 "an input" synoptic digest s1
holds err "synoptic show s1" "is for another command"
finish
