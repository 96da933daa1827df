package org.openbloctel.registry.authority.complaint;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Calls read from what people type or paste: a line each, the log of a telephone with the number above its calls or under a heading of the
 * day, an export as CSV or XML. A line is searched for a day, an hour and a number, in this order; what it lacks is taken from the lines
 * above. Lines with digits that give no call, and those behind the {@value #MAX_LINES}th, are counted, never guessed. Bounded in time by
 * the limits on lines and their lengths. Not thread-safe.
 */
final class PastedCalls {
    static final int MAX_LINES = 1_000;

    private static final int MIN_DIGITS = 4;

    /** Digits with at most two separators between them: a number of a telephone, or of anything else. */
    private static final Pattern NUMBER = Pattern.compile("[+]?\\(?\\d(?:[ \\u00a0\\u202f.()/-]{0,2}\\d){3,16}");

    /** A French number, also where other digits follow behind a blank. */
    private static final Pattern FRENCH =
            Pattern.compile("(?<![\\d+])(?:(?:[+]|00)33[ .-]?(?:\\(0\\)[ ]?)?|0)[1-9](?:[ .-]?\\d{2}){4}(?!\\d)");

    private final ZoneId zone;
    private final LocalDate today;
    private final Instant now;
    private final List<Call> calls = new ArrayList<>();
    private int unread;
    private @Nullable CallingNumber number;
    private @Nullable LocalDate day;

    private PastedCalls(ZoneId zone, Instant now) {
        this.zone = zone;
        this.now = now;
        this.today = now.atZone(zone).toLocalDate();
    }

    /**
     * A call that was read.
     *
     * @param caller null when no number stands with it
     */
    record Call(Instant at, @Nullable CallingNumber caller) {}

    /**
     * What was read.
     *
     * @param unread lines with digits that gave no call
     */
    record Read(List<Call> calls, int unread) {
        Read {
            calls = List.copyOf(calls);
        }
    }

    /** Reads a paste; hours are those of this zone. */
    static Read read(String pasted, ZoneId zone, Instant now) {
        PastedCalls reading = new PastedCalls(zone, now);
        pasted.lines().limit(MAX_LINES).forEach(reading::line);
        reading.unread += (int) pasted.lines()
                .skip(MAX_LINES)
                .filter(line -> line.chars().anyMatch(Character::isDigit))
                .count();
        return new Read(reading.calls, reading.unread);
    }

    private void line(String line) {
        WrittenMoment moment = WrittenMoment.find(line, today, zone);
        Optional<CallingNumber> found = number(moment.rest());
        LocalDate stands = moment.day() == null ? day : moment.day();
        LocalTime time = moment.time();
        found.ifPresent(one -> number = one);
        if (time != null && stands != null) {
            add(LocalDateTime.of(stands, time));
        } else if (moment.day() != null) {
            day = moment.day();
            // A heading of the day begins anew: the number above it belongs to the calls above it.
            number = found.orElse(null);
        } else if (time != null
                || digits(moment.rest()) - found.map(PastedCalls::digits).orElse(0) >= MIN_DIGITS) {
            // More than the number of a heading, and yet no call.
            unread++;
        }
    }

    private void add(LocalDateTime at) {
        Instant instant = at.atZone(zone).toInstant();
        if (instant.isAfter(now)) {
            unread++;
        } else {
            calls.add(new Call(instant, number));
        }
    }

    /** The first French number, else the number with the most digits. */
    private static Optional<CallingNumber> number(String rest) {
        Matcher french = FRENCH.matcher(rest);
        if (french.find()) {
            return CallingNumber.read(french.group());
        }
        Optional<CallingNumber> best = Optional.empty();
        int most = MIN_DIGITS - 1;
        Matcher matcher = NUMBER.matcher(rest);
        while (matcher.find()) {
            int digits =
                    (int) matcher.group().chars().filter(Character::isDigit).count();
            Optional<CallingNumber> one = digits > most ? CallingNumber.read(matcher.group()) : Optional.empty();
            if (one.isPresent()) {
                best = one;
                most = digits;
            }
        }
        return best;
    }

    private static int digits(String text) {
        return (int) text.chars().filter(Character::isDigit).count();
    }

    private static int digits(CallingNumber number) {
        return digits(number.spelled());
    }
}
