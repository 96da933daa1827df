package org.openbloctel.scrub.number;

import java.nio.charset.StandardCharsets;

/**
 * Tells what has the digits of a phone number and is something else for certain: a date with its year, a time, an account, a social
 * security number, a pair of coordinates, the rest of a foreign number. Asked only for digits that could be a number. Immutable.
 */
final class LookAlikes {
    /** Countries with IBANs, and how many characters theirs have. */
    private static final String IBANS = "AD24AT20BE16BG22CH21CY28CZ24DE22DK18EE20ES24FI18FR27GB22GI23GR27HR21HU28IE22IS26IT27LI21LT20"
            + "LU20LV21MC27MT31NL18NO15PL28PT25RO24SE24SI19SK24SM27TN24VA22";

    private static final int MAX_IBAN = 34;
    /** Characters of a look-alike that may stand before a number in it. */
    private static final int REACH = 24;

    private final byte[] text;
    private final int begin;
    private final int end;

    LookAlikes(byte[] text, int begin, int end) {
        this.text = text;
        this.begin = begin;
        this.end = end;
    }

    /** {@code 2026-03-12 10-15-00}, or inside an IBAN or a social security number with its key: never a number, in whatever groups. */
    boolean isCertain(int from, int to) {
        if (isMoment(from) || isInAccount(from, to)) {
            return true;
        }
        for (int at = Math.max(begin, from - REACH); at < from; at++) {
            if (isGroup(at) && afterPerson(at, true) >= to) {
                return true;
            }
        }
        return false;
    }

    /** Anything else, where the groups or signs are none in which many write numbers. */
    boolean isAnother(NumberingPlan plan, int from, int to) {
        if (isForeign(plan, from)) {
            return true;
        }
        for (int at = Math.max(begin, from - REACH); at < to; at++) {
            if (isGroup(at)) {
                int time = Math.max(afterDate(at), afterTime(at));
                int id = Math.max(afterPerson(at, false), afterEstablishment(at));
                if (Math.max(Math.max(time, id), afterPlace(at)) > from) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a piece of a text touches a date or a time. */
    boolean holdsTime() {
        for (int at = begin; at < end; at++) {
            if (isGroup(at) && Math.max(afterDate(at), afterTime(at)) > 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether the month of a date stands there, and a time behind the date. */
    private boolean isMoment(int month) {
        int year = month - 5;
        if (year < begin || !isGroup(year) || afterDate(year) < 0 || digits(year) != 4) {
            return false;
        }
        int day = month + digits(month) + 1;
        int hour = nextGroup(day + digits(day));
        int minute = nextGroup(hour + digits(hour));
        int second = nextGroup(minute + digits(minute));
        return isNumber(hour, 0, 24) && isNumber(minute, 0, 59) && isNumber(second, 0, 59);
    }

    /** Behind a date with a year of four digits, first or last, and the same sign twice; else -1. */
    private int afterDate(int at) {
        int second = at + digits(at) + 1;
        int third = second + digits(second) + 1;
        if (digits(at) == 0 || digits(second) == 0 || digits(third) == 0 || text[second - 1] != text[third - 1]) {
            return -1;
        }
        boolean sign = text[second - 1] == '-' || text[second - 1] == '/' || text[second - 1] == '.';
        boolean yearFirst = isNumber(at, 1900, 2099) && isNumber(second, 1, 12) && isNumber(third, 1, 31);
        boolean yearLast = isNumber(third, 1900, 2099)
                && isNumber(at, 1, 31)
                && isNumber(second, 1, 31)
                && (value(at) <= 12 || value(second) <= 12);
        return sign && (yearFirst || yearLast) ? third + digits(third) : -1;
    }

    /** Behind a time, {@code 9:00} or {@code 10:15:00}, of two or three groups; else -1. */
    private int afterTime(int at) {
        if (at > begin + 1 && text[at - 1] == ':' && WrittenNumbers.isDigit(text[at - 2])) {
            return -1;
        }
        int minute = at + digits(at) + 1;
        int stop = minute + digits(minute);
        if (minute >= end || text[minute - 1] != ':' || digits(minute) != 2 || !isNumber(minute, 0, 59)) {
            return -1;
        }
        if (stop + 1 < end && text[stop] == ':' && digits(stop + 1) > 0) {
            if (!isNumber(stop + 1, 0, 59)) {
                return -1;
            }
            stop += 3;
            if (stop + 1 < end && text[stop] == ':' && digits(stop + 1) > 0) {
                return -1;
            }
        }
        return isNumber(at, 0, 24) ? stop : -1;
    }

    /** Behind a number of the French social security, {@code 1 85 05 75 123 456 78}, whose key is right or missing; else -1. */
    private int afterPerson(int at, boolean withKey) {
        int stop = afterGroups(at, 1, 2, 2, 2, 3, 3);
        if (stop < 0 || (text[at] != '1' && text[at] != '2') || !isNumber(nextGroup(nextGroup(at + 1) + 2), 1, 12)) {
            return -1;
        }
        int key = nextGroup(stop);
        if (digits(key) != 2) {
            return withKey ? -1 : stop;
        }
        long number = 0;
        for (int i = at; i < stop; i++) {
            number = WrittenNumbers.isDigit(text[i]) ? number * 10 + text[i] - '0' : number;
        }
        return value(key) == 97 - number % 97 ? key + 2 : -1;
    }

    /** Behind a SIRET, {@code 732 829 320 00074}, whose sum is right; else -1. */
    private int afterEstablishment(int at) {
        int stop = afterGroups(at, 3, 3, 3, 5);
        int sum = 0;
        int place = 0;
        for (int i = stop - 1; i >= at; i--) {
            if (WrittenNumbers.isDigit(text[i])) {
                int digit = (text[i] - '0') * (1 + place++ % 2);
                sum += digit / 10 + digit % 10;
            }
        }
        return sum % 10 == 0 ? stop : -1;
    }

    /** Behind groups of so many digits; else -1. */
    private int afterGroups(int at, int... lengths) {
        int group = at;
        int stop = -1;
        for (int length : lengths) {
            if (group < 0 || digits(group) != length) {
                return -1;
            }
            stop = group + length;
            group = nextGroup(stop);
        }
        return stop;
    }

    /** Behind two numbers with four decimals or more, as coordinates are; else -1. */
    private int afterPlace(int at) {
        int first = afterDecimals(at);
        int second = first < 0 ? -1 : nextGroup(first);
        return second < 0 ? -1 : afterDecimals(second);
    }

    private int afterDecimals(int at) {
        int whole = digits(at);
        int mark = at + whole;
        boolean measure = whole > 0 && whole <= 3 && (whole == 1 || text[at] != '0');
        int decimals = digits(mark + 1);
        return measure && mark < end && text[mark] == '.' && decimals >= 4 ? mark + 1 + decimals : -1;
    }

    /** {@code +41 (0)21 555 01 02}, from its zero. */
    private boolean isForeign(NumberingPlan plan, int zero) {
        if (zero <= begin || text[zero - 1] != '(' || digits(zero) != 1) {
            return false;
        }
        int stop = zero - 1;
        while (stop > begin && stop > zero - WrittenNumbers.MAX_GAP && !WrittenNumbers.isDigit(text[stop - 1])) {
            stop--;
        }
        int code = stop;
        while (code > begin && WrittenNumbers.isDigit(text[code - 1])) {
            code--;
        }
        boolean abroad = code > begin && text[code - 1] == '+';
        byte[] digits = java.util.Arrays.copyOfRange(text, code, stop);
        return code < stop
                && (abroad || (digits.length > 2 && plan.beginsInternational(digits, digits.length)))
                && !plan.isCountryCode(digits, digits.length, abroad);
    }

    /** Whether an IBAN that is right stands around a part of the text. */
    private boolean isInAccount(int from, int to) {
        for (int at = from - 1; at >= begin && from - at <= MAX_IBAN + MAX_IBAN / 4; at--) {
            if (!isOfAccount(text[at]) && text[at] != ' ') {
                return false;
            }
            if (WrittenNumbers.isLetter(text[at]) && (at == begin || !isOfAccount(text[at - 1])) && afterAccount(at) >= to) {
                return true;
            }
        }
        return false;
    }

    /** Behind the IBAN that begins there, if its length is its country's and its sum is right; else -1. */
    private int afterAccount(int at) {
        if (at + 4 > end || !WrittenNumbers.isLetter(text[at + 1]) || digits(at + 2) == 0) {
            return -1;
        }
        String country = new String(text, at, 2, StandardCharsets.ISO_8859_1).toUpperCase(java.util.Locale.ROOT);
        int place = 0;
        while (place < IBANS.length() && !IBANS.startsWith(country, place)) {
            place += 4;
        }
        if (place >= IBANS.length()) {
            return -1;
        }
        int length = Integer.parseInt(IBANS, place + 2, place + 4, 10);
        StringBuilder characters = new StringBuilder();
        int i = at;
        for (; i < end && characters.length() < length && (isOfAccount(text[i]) || text[i] == ' '); i++) {
            if (text[i] != ' ') {
                characters.append((char) text[i]);
            }
        }
        boolean whole = characters.length() == length && (i == end || !isOfAccount(text[i]));
        return whole && remainder(characters.substring(4) + characters.substring(0, 4)) == 1 ? i : -1;
    }

    private static int remainder(String characters) {
        int sum = 0;
        for (int i = 0; i < characters.length(); i++) {
            int value = Character.digit(characters.charAt(i), 36);
            sum = (sum * (value < 10 ? 10 : 100) + value) % 97;
        }
        return sum;
    }

    private static boolean isOfAccount(byte c) {
        return WrittenNumbers.isDigit(c) || WrittenNumbers.isLetter(c);
    }

    /** Whether a group of digits begins there. */
    private boolean isGroup(int at) {
        return WrittenNumbers.isDigit(text[at]) && (at == begin || !WrittenNumbers.isDigit(text[at - 1]));
    }

    /** How many digits stand there, from 0. */
    private int digits(int at) {
        int i = at;
        while (i >= begin && i < end && WrittenNumbers.isDigit(text[i])) {
            i++;
        }
        return i - at;
    }

    private int nextGroup(int at) {
        for (int i = at; i >= begin && i < end && i <= at + WrittenNumbers.MAX_GAP; i++) {
            if (WrittenNumbers.isDigit(text[i])) {
                return i;
            }
            if (!WrittenNumbers.isGap(text[i])) {
                return -1;
            }
        }
        return -1;
    }

    /** Whether a group is a number from {@code least} to {@code most}, in as many digits as a date or a time has. */
    private boolean isNumber(int at, int least, int most) {
        int length = digits(at);
        boolean wanted = least >= 1000 ? length == 4 : length == 1 || length == 2;
        return wanted && value(at) >= least && value(at) <= most;
    }

    private int value(int at) {
        int value = 0;
        for (int i = at; i < at + digits(at); i++) {
            value = value * 10 + text[i] - '0';
        }
        return value;
    }
}
