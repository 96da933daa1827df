#!/bin/sh
# sort-join.sh LIST CALLS OUTPUT: both sides sorted by number, rows without a partner kept, the first order restored.
set -e
export LC_ALL=C
tmp=$(mktemp -d "$3.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
sorted() { sort --parallel="$(nproc)" -S 25% -T "$tmp" "$@"; }
cut -c 4- "$1" | sorted > "$tmp/listed"
head -n 1 "$2" > "$3"
tail -n +2 "$2" | mawk -F ';' '{ print substr($4, length($4) - 8) ";" NR ";" $0 }' | sorted -t ';' -k 1,1 |
    join -t ';' -v 1 - "$tmp/listed" | sorted -t ';' -k 2,2n | cut -d ';' -f 3- >> "$3"
