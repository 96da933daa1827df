#!/usr/bin/env bash
# Puts the numbers that may not be called on a DNC list of VICIdial, by its non-agent API.
#
#   dnc-import.sh --verdicts FILE --url URL --login FILE [--campaign ID] [--strip PREFIX]
#
# --verdicts  the file …verdicts.csv that OpenBloctel returned for a campaign: number;reference;answer, OK = may be called
# --url       …/vicidial/non_agent_api.php; https, or this very machine
# --login     a file of two lines, the API user and its password, readable by its owner alone
# --campaign  that campaign's DNC list; without it the internal one, which all campaigns obey
# --strip     a prefix to take off each number, such as 0 or +33, if leads are kept without it
#
# Unchecked numbers are put on the list too: what was not checked must not be called. A file without a campaign was compared with the
# list alone and is refused: its NOT_LISTED allows no call. Ends with 1 when a number was not taken.
set -euo pipefail

usage() {
    sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0" >&2
    exit 2
}

verdicts= url= login= campaign=SYSTEM_INTERNAL strip=
while (($#)); do
    (($# > 1)) || usage
    case $1 in
        # --answers was its name.
        --verdicts | --answers) verdicts=$2 ;;
        --url) url=$2 ;;
        --login) login=$2 ;;
        --campaign) campaign=$2 ;;
        --strip) strip=$2 ;;
        *) echo "dnc-import: $1 is no option here" >&2; exit 2 ;;
    esac
    shift 2
done
[[ $verdicts && $url && $login ]] || usage
[[ -r $verdicts ]] || { echo "dnc-import: $verdicts cannot be read" >&2; exit 2; }
if grep -q ';NOT_LISTED.\{0,1\}$' "$verdicts"; then
    echo "dnc-import: $verdicts was compared with the list alone, which allows no call: submit the file with --campaign" >&2
    exit 2
fi
[[ $url == https://* || $url =~ ^http://(127\.0\.0\.1|localhost)[:/] ]] \
    || { echo "dnc-import: $url is not encrypted: use https" >&2; exit 2; }
[[ $(stat -c %a "$login") == ?00 ]] || { echo "dnc-import: chmod 600 $login first: it holds a password" >&2; exit 2; }
{ read -r user; read -r password; } < "$login"

quoted() {
    local text=${1//\\/\\\\}
    printf %s "${text//\"/\\\"}"
}

added=0 known=0 failed=0 line=0
while IFS=';' read -r number _ answer; do
    line=$((line + 1))
    answer=${answer%$'\r'}
    case $answer in
        OK | Reponse) continue ;;
    esac
    digits=$(printf %s "${number#"$strip"}" | tr -cd '0-9')
    ((${#digits} >= 6)) || continue
    # In the body, and told to curl on its standard input: neither the number nor the password is among the arguments that others can see.
    reply=$(printf 'data = "source=openbloctel"\ndata = "function=add_dnc_phone"\ndata-urlencode = "user=%s"\ndata-urlencode = "pass=%s"\ndata = "phone_number=%s"\ndata-urlencode = "campaign_id=%s"\n' \
        "$(quoted "$user")" "$(quoted "$password")" "$digits" "$(quoted "$campaign")" \
        | curl --silent --max-time 20 --config - "$url") || reply="ERROR: no answer"
    case $reply in
        SUCCESS:*) added=$((added + 1)) ;;
        *"ALREADY EXISTS"*) known=$((known + 1)) ;;
        *) failed=$((failed + 1)); echo "dnc-import: line $line was not taken" >&2 ;;
    esac
done < "$verdicts"
echo "$added added, $known there already, $failed failed"
((failed == 0))
