package org.openbloctel.scrub.number;

import java.util.Arrays;

/**
 * Tells what has the digits of a phone number and is something else for certain: a date with its year, a time, an account, a social
 * security number, a pair of coordinates, the rest of a foreign number. Asked only for digits that could be a number. Immutable.
 */
final class LookAlikes {
    /** Countries with IBANs, and how many characters theirs have. */
    private static final String IBANS =
            "AD24AT20BE16BG22CH21CY28CZ24DE22DK18EE20ES24FI18FR27GB22GI23GR27HR21HU28IE22IS26IT27LI21LT20"
                    + "LU20LV21MC27MT31NL18NO15PL28PT25RO24SE24SI19SK24SM27TN24VA22";

    private static final int MAX_IBAN = 34;
    /** Characters of a look-alike that may stand before a number in it. */
    private static final int REACH = 24;
    /** Groups of a number in pairs. */
    private static final int PAIRS = 5;

    private static final int HOUR_AND_MINUTE = 5;
    /** Characters of {@code 2026-03-12 10:15:00}, and of those before the month. */
    private static final int MOMENT = 19;

    private static final int MONTH = 5;

    private final byte[] text;
    private final int begin;
    private final int end;

    LookAlikes(byte[] text, int begin, int end) {
        this.text = text;
        this.begin = begin;
        this.end = end;
    }

    /** Whether a text is a moment and nothing else. */
    static boolean isMoment(byte[] text, int from, int to) {
        return to - from == MOMENT && new LookAlikes(text, from, to).isMoment(from + MONTH);
    }

    /**
     * Whether the month of {@code 2026-03-12 10:15:00} stands there: no number begins so, in any groups. Files have such moments by
     * the million: fixed places, no loop but one.
     */
    boolean isMoment(int month) {
        int year = month - MONTH;
        if (year < begin || month + 13 > end || (text[year] != '1' && text[year] != '2') || !isGroup(year)) {
            return false;
        }
        byte sign = text[month - 1];
        int century = two(year);
        boolean date = (sign == '-' || sign == '.' || sign == '/')
                && (century == 19 || century == 20)
                && two(year + 2) >= 0
                && isFrom(month, 1, 12)
                && text[month + 2] == sign
                && isFrom(month + 3, 1, 31);
        int hour = month + 5;
        while (date && hour < month + 5 + WrittenNumbers.MAX_GAP && !WrittenNumbers.isDigit(text[hour])) {
            hour++;
        }
        return date
                && hour > month + 5
                && hour + 8 <= end
                && isFrom(hour, 0, 24)
                && !WrittenNumbers.isDigit(text[hour + 2])
                && isFrom(hour + 3, 0, 59)
                && !WrittenNumbers.isDigit(text[hour + 5])
                && isFrom(hour + 6, 0, 59)
                && (hour + 8 == end || !WrittenNumbers.isDigit(text[hour + 8]));
    }

    /** Inside an IBAN or a social security number with its key: never a number, in any groups. */
    boolean isCertain(int from, int to) {
        if (isInAccount(from, to)) {
            return true;
        }
        for (int at = Math.max(begin, from - REACH); at < from; at++) {
            if (isGroup(at) && afterPerson(at, true) >= to) {
                return true;
            }
        }
        return false;
    }

    /** Another look-alike, where the groups or signs are none in which many write numbers. */
    boolean isAnother(NumberingPlan plan, int from, int to, int groups) {
        if (isForeign(plan, from) || isInDate(from)) {
            return true;
        }
        boolean mayHoldTime = groups < PAIRS || isDayAndTime(from, to);
        for (int at = Math.max(begin, from - REACH); at < to; at++) {
            if (isGroup(at)) {
                int time = Math.max(afterDate(at), at < from || mayHoldTime ? afterTime(at) : -1);
                int id = Math.max(afterPerson(at, false), afterEstablishment(at));
                if (Math.max(Math.max(time, id), afterPlace(at)) > from) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether all of five groups are times, or one and a day: {@code 03/12/26 10:15}, but {@code 06:39 98 00 01} is a number. */
    private boolean isDayAndTime(int from, int to) {
        int[] others = new int[PAIRS];
        int n = 0;
        int times = 0;
        for (int at = from; at < to && n < PAIRS; at++) {
            int stop = isGroup(at) ? afterTime(at) : -1;
            if (stop > at) {
                times += stop > at + HOUR_AND_MINUTE ? 2 : 1;
                at = stop - 1;
            } else if (isGroup(at)) {
                others[n++] = digits(at) > 2 ? Integer.MAX_VALUE : value(at);
            }
        }
        int day = Math.max(others[0], others[1]);
        int month = Math.min(others[0], others[1]);
        return times > 1 || (n == 3 && month >= 1 && month <= 12 && day <= 31);
    }

    /** Whether the second or third group of a date stands there: seen at once, since it is what most lines have. */
    private boolean isInDate(int from) {
        int before = groupBefore(from);
        return before >= 0 && (afterDate(before) > from || afterDate(groupBefore(before)) > from);
    }

    /** Where the group begins that has one sign behind it, and then another group; -1 when there is none. */
    private int groupBefore(int at) {
        int i = at - 1;
        if (i <= begin || !WrittenNumbers.isDigit(text[i - 1])) {
            return -1;
        }
        while (i > begin && WrittenNumbers.isDigit(text[i - 1])) {
            i--;
        }
        return i;
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

    private boolean isFrom(int at, int least, int most) {
        int value = two(at);
        return value >= least && value <= most;
    }

    /** Two digits; negative where none are. */
    private int two(int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
    }

    /** Behind a date with a year of four digits, first or last, and the same sign twice, which does not go on; else -1. */
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
        int stop = third + digits(third);
        return sign && (yearFirst || yearLast) && !goesOn(at, stop, text[second - 1]) ? stop : -1;
    }

    /** Whether a sign and another group stand in front or behind: {@code 2026-06-3-9-9-80-001} holds a number. */
    private boolean goesOn(int at, int stop, byte sign) {
        return (stop < end && text[stop] == sign && digits(stop + 1) > 0)
                || (at > begin + 1 && text[at - 1] == sign && WrittenNumbers.isDigit(text[at - 2]));
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
            if (digits(stop + 1) != 2 || !isNumber(stop + 1, 0, 59)) {
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
        return isLuhn(text, at, stop) ? stop : -1;
    }

    /** Whether digits, signs aside, have the sum of a SIREN or SIRET. */
    static boolean isLuhn(byte[] text, int from, int to) {
        int sum = 0;
        int place = 0;
        for (int i = to - 1; i >= from; i--) {
            if (WrittenNumbers.isDigit(text[i])) {
                int digit = (text[i] - '0') * (1 + place++ % 2);
                sum += digit / 10 + digit % 10;
            }
        }
        return sum % 10 == 0;
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
        byte[] digits = Arrays.copyOfRange(text, code, stop);
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
            if (WrittenNumbers.isLetter(text[at])
                    && (at == begin || !isOfAccount(text[at - 1]))
                    && afterAccount(at) >= to) {
                return true;
            }
        }
        return false;
    }

    /** Behind the IBAN that begins there, if its length is its country's and its sum is right; else -1. */
    private int afterAccount(int at) {
        int length = at + 4 > end || digits(at + 2) == 0 ? 0 : accountLength(text[at], text[at + 1]);
        int n = 0;
        int sum = 0;
        int head = 0; // country and key are added last
        int i = at;
        for (; i < end && n < length && (isOfAccount(text[i]) || text[i] == ' '); i++) {
            if (text[i] != ' ') {
                int digit = Character.digit(text[i], 36);
                int factor = digit < 10 ? 10 : 100;
                sum = n < 4 ? 0 : (sum * factor + digit) % 97;
                head = n < 4 ? head * factor + digit : head;
                n++;
            }
        }
        boolean whole = length > 0 && n == length && (i == end || !isOfAccount(text[i]));
        return whole && (sum * 1_000_000L + head) % 97 == 1 ? i : -1;
    }

    /** How many characters a country's IBAN has; 0 for none. */
    private static int accountLength(byte first, byte second) {
        for (int i = 0; i < IBANS.length(); i += 4) {
            if (IBANS.charAt(i) == (first & ~0x20) && IBANS.charAt(i + 1) == (second & ~0x20)) {
                return Integer.parseInt(IBANS, i + 2, i + 4, 10);
            }
        }
        return 0;
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
