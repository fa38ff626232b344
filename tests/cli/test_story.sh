# story: what is set right by hand, taken back, told by the log, and why an article is where it is.
. "$(dirname "$0")/lib.sh"
unset XDG_DATA_HOME
SYNOPTIC_STORE=$work/news.db
export SYNOPTIC_STORE

# report URL TITLE TEXT: an article record
report() {
    printf '{"url":"https://lantern.example/%s","outlet":"The Lantern","title":"%s","published":"2031-03-13",' "$1" "$2"
    printf '"language":"en","text":"%s"}\n' "$3"
}
escape=$(printf '\\u001b[31m')
{
    report ferry-1 "Fire on ferry Solvara off Harnvik" \
        "A fire broke out on the car ferry Solvara off Harnvik on Thursday, and 14 people were hurt, the coast guard said."
    report ferry-2 "Ferry Solvara burns off Harnvik: 14 hurt" \
        "Fourteen people were hurt when the car ferry Solvara burned off Harnvik on Thursday, the coast guard said."
    report ferry-3 "Fire on car ferry Solvara: 14 hurt off Harnvik" \
        "The coast guard said that a fire on the ferry Solvara off Harnvik hurt 14 people on Thursday."
    report library "Library of Tverrdal opens on Sundays $escape" \
        "The library of Tverrdal will open on Sundays from April, councillor Gudveig Aune said. It costs 1.1 million crowns."
    report school "School of Tverrdal gets a second gym" \
        "Pupils in Tverrdal will have a second gym, built of timber by the Moen brothers next to the river for their sports."
} >day.jsonl
runs 0 "a store" synoptic add --now 2031-03-14 day.jsonl
runs 0 "the log of an article" synoptic story log a2
is out "2031-03-14T00:00:00Z  joined     a2  s1" "says when it joined its story"
runs 0 "the log of a story" synoptic story log s1
lines out 3 "tells all that joined"

# ---- set right

runs 0 "merge" synoptic story merge s2 s3 --now 2031-03-15
is out "s2 is part of s3 now: 1 article (correction 1; to take it back: synoptic story undo 1)" "says what it did"
runs 0 "the log of what was merged" synoptic story log s2
holds out "2031-03-15T00:00:00Z  merged     a4  s2 ->  s3  by hand: correction 1" "tells where it went, and by whom"
holds out "joined" "and what it was before"
runs 2 "the same again" synoptic story merge s2 s3
holds err "s3 is one story already" "is nothing to do: its name leads to the other"
runs 0 "split" synoptic story split a2 a3 --now 2031-03-15 --json
is out '{"correction":2,"story":"s4","moved":2}' "founds a story"
runs 0 "move" synoptic story move https://lantern.example/ferry-1 s4 --now 2031-03-15
is out "1 article is in s4 now (correction 3; to take it back: synoptic story undo 3)" "takes an address"
runs 2 "what is there already" synoptic story move a1 s4
holds err "it is in s4 already" "is not moved"
runs 2 "all of a story" synoptic story split a1 a2 a3
holds err "nothing to part them from" "is not split off"
report ferry-4 "Ferry Solvara: fire off Harnvik hurt 14" \
    "On Thursday 14 people were hurt by a fire on the car ferry Solvara off Harnvik, the coast guard said." >more.jsonl
runs 0 "a new report" synoptic add --json more.jsonl
is out '{"article":"a6","what":"new","version":1,"story":"s4"}' "finds the story where it is now"

# ---- why

runs 0 "why" synoptic story why a1
holds out "story s4, 4 reports." "names the story"
holds out "by hand: correction 3, move a1 s4: it went from s1 to s4" "says what was done by hand"
holds out "s4 is fixed: no automatic step divides or merges it" "and what that means"
holds out "likeness 0." "says how like it is, in figures"
holds out "Solvara" "and in words"
runs 0 "why, for programs" synoptic story why a1 --json
holds out '"corrections":["correction 3, move a1 s4: it went from s1 to s4"' "tells the same"
true_that "as JSON" sh -c "/usr/bin/python3 -m json.tool <$out"
runs 0 "why, of a title that would paint the terminal" synoptic story why a4
true_that "is harmless" sh -c "! grep -q '$(printf '\033')' $out"

# ---- taken back

runs 0 "undo" synoptic story undo
is out "taken back: move a1 s4; 1 article moved" "takes the latest back"
runs 0 "the place of the article" synoptic story log a1 --json
holds out '"what":"moved","article":"a1","was":"s4","story":"s1","correction":4}' "is what it was"
runs 0 "undo by number" synoptic story undo 1
is out "taken back: merge s2 s3; 1 article moved" "takes an older one back"
runs 0 "merged story" synoptic story log s2
holds out "a4  s3 ->  s2  by hand" "lives again"
runs 2 "undo what was taken back" synoptic story undo 1
holds err "correction 1 was taken back by correction 5" "is no more to be done"
runs 2 "undo an undo" synoptic story undo 4
runs 3 "undo what never was" synoptic story undo 99
holds err "there is no correction 99" "says so"

# ---- fixed

runs 0 "fix" synoptic story fix s3
holds out "s3 is fixed: it is divided and merged by hand alone" "says what it means"
runs 0 "fix again" synoptic story fix s3
is out "s3 is fixed already: it is divided and merged by hand alone" "is no correction"
runs 0 "release" synoptic story release s3
holds out "s3 is free: it may be divided and merged as others are" "takes that back"

# ---- what cannot be

runs 2 "no verb" synoptic story
runs 2 "a verb that is none" synoptic story marry s1 s2
runs 2 "merge with one story" synoptic story merge s1
holds err "synoptic story merge s4 s9" "shows how it is said"
runs 2 "undo of a word" synoptic story undo s1
runs 3 "a story that is not there" synoptic story merge s77 s1
holds err "there is no story 's77'" "is named"
runs 3 "an article that is not there" synoptic story split a77
runs 3 "a store that is not there" synoptic story log s1 --store none.db
runs 0 "after all that the store" synoptic doctor
holds out "7 corrections by hand" "knows of every correction"
finish
