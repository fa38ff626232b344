# What cannot be right on the command line: exit code 2, one line on standard error, nothing on standard output.
. "$(dirname "$0")/lib.sh"
echo 'A report.' >a.txt

runs 2 "no command" synoptic
holds err "usage: synoptic COMMAND" "says how it is called"
is out "" "and prints nothing"

runs 2 "unknown command" synoptic comapre a.txt
is err "synoptic: there is no command 'comapre'; did you mean 'compare'?" "names the near one"
runs 2 "command that is near to none" synoptic frobnicate a.txt
is err "synoptic: there is no command 'frobnicate'; 'synoptic help' lists those there are" "points to help"
runs 2 "a file in place of a command" synoptic a.txt
is err "synoptic: 'a.txt' is no command; to compare what is in it: synoptic compare a.txt" "says what was meant"
runs 2 "help on an unknown command" synoptic help grup
is err "synoptic: there is no command 'grup'; did you mean 'group'?" "names the near one"

runs 2 "unknown option" synoptic compare --one-stroy a.txt
is err "synoptic: there is no option '--one-stroy'; did you mean '--one-story'?" "names the near one"
runs 2 "unknown option with a value" synoptic compare --ouput=x a.txt
is err "synoptic: there is no option '--ouput=x'; did you mean '--output'?" "names the near one without it"
runs 2 "unknown letter" synoptic compare -q a.txt
is err "synoptic: there is no option '-q'; --help lists those there are" "points to help"
runs 2 "an option of another command" synoptic extract --one-story a.txt
runs 2 "a format there is not" synoptic compare --format pdf a.txt
is err "synoptic: --format takes one of: text md html json; not 'pdf'" "lists the formats"
runs 2 "threads out of range" synoptic compare --threads 0 a.txt
is err "synoptic: --threads takes a number from 1 to 64; not '0'" "says the range"
runs 2 "threads that are no number" synoptic compare --threads 2x a.txt
runs 2 "a width with a fraction" synoptic compare --width 80.5 a.txt
runs 2 "containment over one" synoptic copies --min-containment 1.5 a.txt
is err "synoptic: --min-containment takes a number from 0 to 1; not '1.5'" "says the range"
runs 2 "containment that is not a number" synoptic copies --min-containment nan a.txt
runs 2 "an option without its value" synoptic compare a.txt -o
is err "synoptic: --output needs a value: --output FILE" "says which"
runs 2 "a flag with a value" synoptic compare --json=yes a.txt
is err "synoptic: --json takes no value; '--json=yes' has one" "says so"
runs 2 "output into a folder" synoptic extract -o . a.txt
runs 2 "an empty name for the output" synoptic extract -o "" a.txt

# A terminal on standard input or output needs a pseudo-terminal.
if command -v script >/dev/null; then
    runs 2 "nothing to read, at a terminal" script -qec "synoptic compare" /dev/null
    holds out "nothing to read: name files or folders, as in 'synoptic compare reports/'" "says what to do"
    runs 2 "HTML to a terminal" script -qec "synoptic compare --format html a.txt" /dev/null
    holds out "synoptic compare -o page.html ... (with the rest as it was)" "says what to do instead"
else
    skip "nothing to read, at a terminal" "no script(1)"
fi
finish
