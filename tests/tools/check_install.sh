#!/bin/sh
# Installs into a folder, then uses what was installed as a stranger would: the program, the manual, and
# the example built against the shared and the static library.  Prints TAP.
#   check_install.sh BUILD
build=$1
. "$(dirname "$0")/../cli/lib.sh"
case $(grep '^SYN_SANITIZE:\|^SYN_THREAD_SANITIZE:' "$build/CMakeCache.txt") in
    *SANITIZE:BOOL=ON*THREAD*) flags="-fsanitize=address,undefined" ;;
    *THREAD_SANITIZE:BOOL=ON*) flags="-fsanitize=thread" ;;
    *) flags= ;;
esac

runs 0 "installs" cmake --install "$build" --prefix "$work/root"
library=$(dirname "$(find root -name libsynoptic.a)")
PKG_CONFIG_PATH=$work/$library/pkgconfig PKG_CONFIG_ALLOW_SYSTEM_LIBS=1
export PKG_CONFIG_PATH
# The folder it will be used from is not the one it was configured for.
prefix="--define-variable=prefix=$work/root"

runs 0 "the installed program" root/bin/synoptic version
true_that "the manual is there" test -s root/share/man/man1/synoptic.1
true_that "only syn_ names are exported" sh -c "
    test -n \"\$(nm -D --defined-only $library/libsynoptic.so)\" &&
    ! nm -D --defined-only $library/libsynoptic.so | awk '{ print \$NF }' | grep -v '^syn_'"
true_that "nor from the static library" sh -c "! nm -g --defined-only $library/libsynoptic.a 2>/dev/null |
    awk 'NF == 3 { print \$NF }' | grep -vE '^(syn_|__odr_asan|__asan_)'"

cp "$root/examples/compare_two.c" .
# shellcheck disable=SC2046,SC2086
runs 0 "the example, against the shared library" \
    cc $flags compare_two.c $(pkg-config "$prefix" --cflags --libs synoptic) -Wl,-rpath,"$work/$library" -o shared
# shellcheck disable=SC2046,SC2086
runs 0 "the example, against the static library" \
    cc $flags compare_two.c $(pkg-config "$prefix" --cflags synoptic) "$library/libsynoptic.a" \
    $(pkg-config --libs icu-i18n icu-uc zlib libxxhash libxml-2.0) -lstemmer -lpthread -lm -o static
runs 0 "runs" ./shared
cp "$out" by-shared
holds out "harbour" "and names its reports"
holds out "40" "and what they differ in"
runs 0 "runs, linked statically" ./static
true_that "and says the same" cmp by-shared "$out"
runs 0 "reads files" ./shared "$root/tests/cli/corpus/harbour.txt" "$root/tests/cli/corpus/courier.txt"
runs 1 "and says when it cannot" ./shared missing.txt
lines err 1 "on one line"
finish
