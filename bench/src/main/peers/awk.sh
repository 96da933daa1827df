#!/bin/sh
# awk.sh LIST CALLS OUTPUT: an associative array of the last nine digits.
exec env LC_ALL=C mawk -F ';' '
    NR == FNR { listed[substr($1, length($1) - 8)]; next }
    FNR == 1 || !(substr($4, length($4) - 8) in listed)
' "$1" "$2" > "$3"
