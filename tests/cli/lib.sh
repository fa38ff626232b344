# tests/cli/lib.sh -- TAP from shell, for tests of the program from outside
#
#     . "$(dirname "$0")/lib.sh"
#     runs 0 "version prints itself" synoptic version
#     holds out "synoptic 0" "with its name"
#     finish
#
# Each test works in a folder of its own, which is gone at the end.  What a command printed is in the
# files $out and $err.
root=$(cd "$(dirname "$0")/../.." && pwd)
cases=$root/tests/cli
work=$(mktemp -d)
out=$work.out err=$work.err
trap 'chmod -R u+rwx "$work" 2>/dev/null; rm -rf "$work" "$out" "$err" "$work.want" "$work.got"' EXIT
cd "$work" || exit 2
count=0 failed=0

good() { count=$((count + 1)); echo "ok $count - $1"; }
bad() {
    count=$((count + 1)) failed=1
    echo "not ok $count - $1"
    shift
    for line; do printf '%s\n' "$line" | sed 's/^/#   /'; done
}
skip() { count=$((count + 1)); echo "ok $count - $1 # SKIP $2"; }

# runs CODE NAME COMMAND...: the command ends with CODE
runs() {
    want=$1 name=$2
    shift 2
    "$@" >"$out" 2>"$err" </dev/null
    code=$?
    if [ "$code" = "$want" ]; then
        good "$name"
    else
        bad "$name" "ended with $code, not $want; it said:" "$(head -30 "$err")"
    fi
}

# is out|err TEXT NAME: it printed exactly TEXT
is() {
    eval "file=\$$1"
    printf '%s\n' "$2" >"$work.want"
    [ -z "$2" ] && : >"$work.want"
    if cmp -s "$file" "$work.want"; then good "$3"; else bad "$3" "$(diff "$work.want" "$file" | head -20)"; fi
}

# holds out|err TEXT NAME: a line of it holds TEXT
holds() {
    eval "file=\$$1"
    if grep -qF -- "$2" "$file"; then good "$3"; else bad "$3" "no line holds: $2" "$(head -20 "$file")"; fi
}

# lines out|err COUNT NAME
lines() {
    eval "file=\$$1"
    got=$(wc -l <"$file")
    if [ "$got" = "$2" ]; then good "$3"; else bad "$3" "$got lines, not $2:" "$(head -20 "$file")"; fi
}

# true_that NAME COMMAND...
true_that() {
    name=$1
    shift
    if "$@" >"$work.got" 2>&1; then good "$name"; else bad "$name" "$(head -20 "$work.got")"; fi
}

finish() { echo "1..$count"; exit $failed; }
