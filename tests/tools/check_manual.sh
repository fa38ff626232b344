#!/bin/sh
# Whether the manual is well-formed and names every command and option, and no other.  Prints TAP.
. "$(dirname "$0")/../cli/lib.sh"
page=$root/man/synoptic.1

if command -v mandoc >/dev/null; then
    true_that "mandoc finds nothing to say" mandoc -T lint -W warning "$page"
else
    skip "mandoc finds nothing to say" "no mandoc"
fi
commands=$(synoptic help | sed -n 's/^  \([a-z]*\)   *[a-z].*/\1/p')
true_that "help lists the commands" test "$(echo "$commands" | grep -cx 'compare\|add\|version')" = 3
for command in $commands; do
    true_that "it explains $command" grep -qx "^\.It Cm $command.*" "$page"
done
asking=$(echo "$commands" | grep -vx 'help\|version')
for command in $asking; do
    for option in $(synoptic help $command | sed -n 's/^ .*--\([a-z-]*\).*/\1/p' | sort -u); do
        true_that "it explains --$option of $command" grep -q "Fl Fl $option" "$page"
    done
done
for option in $(sed -n 's/^\.It.*Fl Fl \([a-z-]*\).*/\1/p' "$page" | sort -u); do
    true_that "there is an option --$option" sh -c "
        for c in $(echo $asking); do synoptic help \$c; done | grep -q -- '--$option' ||
        test $option = version"
done
finish
