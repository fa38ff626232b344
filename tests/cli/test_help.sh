# Help and version: exit code 0, wherever they are asked for.
. "$(dirname "$0")/lib.sh"
version=$(synoptic version)

for line in "version" "--version" "compare --version" "extract x --version"; do
    # shellcheck disable=SC2086
    runs 0 "synoptic $line" synoptic $line
    is out "$version" "prints the version"
done
for line in "help" "--help" "-h"; do
    runs 0 "synoptic $line" synoptic "$line"
    holds out "compare " "lists the commands"
    holds out "to begin:" "says how to begin"
done
for command in compare extract annotate group copies; do
    runs 0 "help $command" synoptic help $command
    cp "$out" by-help
    holds out "  synoptic $command " "has an example"
    holds out "--threads N" "lists the options"
    runs 0 "$command --help" synoptic $command --help
    true_that "is the same text" cmp by-help "$out"
    runs 0 "$command -h behind an input" synoptic $command nothing.txt -h
    true_that "is the same text" cmp by-help "$out"
done
for command in help version; do
    runs 0 "help $command" synoptic help $command
done
true_that "help fits 100 columns" sh -c 'for c in compare extract annotate group copies; do synoptic help $c; done |
    awk "length > 100 { bad = 1; print } END { exit bad }"'
if [ -e /dev/full ]; then
    runs 3 "help to a full disk" sh -c 'synoptic help >/dev/full'
    lines err 1 "says so on one line"
fi
finish
