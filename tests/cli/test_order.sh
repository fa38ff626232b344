# The same set gives the same bytes: in any order, with any number of threads, named twice or once.
. "$(dirname "$0")/lib.sh"
cp -r "$cases/corpus" pile
cd pile || exit 2

for command in "compare --json" "compare" "compare --format md" "compare --format html" group copies; do
    # shellcheck disable=SC2086
    synoptic $command --threads 1 budget.html courier.txt harbour.txt reprint.txt wire.jsonl >"$work.want" 2>&1
    true_that "$command prints something" test -s "$work.want"
    for order in "wire.jsonl reprint.txt harbour.txt courier.txt budget.html" \
        "harbour.txt wire.jsonl budget.html reprint.txt courier.txt harbour.txt ./harbour.txt"; do
        for threads in 1 8; do
            # shellcheck disable=SC2086
            synoptic $command --threads $threads $order >"$out" 2>&1
            true_that "$command, $threads threads: $order" cmp "$work.want" "$out"
        done
    done
done

# A hundred and more reports of 25 stories in several languages, as they are and taken for one story.
mkdir -p ../many/given ../many/turned && cp "$root/bench/lineage/first.jsonl" ../many/given/reports.jsonl
tac ../many/given/reports.jsonl >../many/turned/reports.jsonl
for more in "" --one-story; do
    # shellcheck disable=SC2086
    (cd ../many/given && synoptic compare --json --threads 1 $more reports.jsonl >"$work.want" 2>&1)
    # shellcheck disable=SC2086
    (cd ../many/turned && synoptic compare --json --threads 8 $more reports.jsonl >"$out" 2>&1)
    true_that "compare${more:+ $more} of many prints something" test -s "$work.want"
    true_that "and the same bytes from the other end, with 8 threads" cmp "$work.want" "$out"
done

# Filters keep the order of the input.
synoptic annotate --threads 1 wire.jsonl harbour.txt budget.html >"$work.want"
synoptic annotate --threads 8 wire.jsonl harbour.txt budget.html >"$out"
true_that "annotate, 8 threads" cmp "$work.want" "$out"
true_that "in the order of the input" sh -c "grep -o '^{\"id\":\"[a-z0-9]*' '$out' | cut -d'\"' -f4 | tr '\n' ' ' | grep -qx 'w1 w2 harbour budget '"

# Ids that come twice are told apart.
mkdir -p ../twice/a ../twice/b && cd ../twice || exit 2
cp ../pile/harbour.txt a/x.txt && cp ../pile/courier.txt b/x.txt && cp ../pile/budget.html x-2.html
runs 0 "three reports, two of one name" synoptic group --threads 1 b a x-2.html
true_that "get ids of their own" sh -c "cut -d'\"' -f4 '$out' | sort | tr '\n' ' ' | grep -qx 'x x-2 x-3 '"
cp "$out" first
runs 0 "in another order" synoptic group --threads 8 x-2.html a b
true_that "the same ones" cmp first "$out"
finish
