package org.openbloctel.registry.authority.complaint;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Territory;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.ComplaintRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * A complaint as typed, not yet validated: the fields of the form, empty where left out.
 *
 * @param number the number that was called
 * @param day of the call, in any spelling of {@link WrittenMoment}
 * @param hour of the call
 * @param caller the number that was shown
 * @param display a code of {@link Filing.Display}; empty when not said
 * @param subject a code of {@link Subject}
 * @param others further calls, a line each, or a pasted log
 * @param more the optional fields
 */
public record ComplaintDraft(
        String number,
        String day,
        String hour,
        String caller,
        String display,
        String subject,
        String others,
        More more) {
    /** Calls before this are not investigated any more, and complaints are kept as long. */
    public static final Period MAX_AGE = Period.ofYears(3);

    /** Of one complaint. */
    public static final int MAX_CALLS = 100;

    /** Characters of what was said. */
    public static final int MAX_SAID = 4_000;

    /** Characters of a paste, which is not read beyond: 100 calls with 300 characters each fit in. */
    static final int MAX_PASTED = 50_000;

    static final int MAX_NAME = 200;
    static final int MAX_IDENTITY = 4_000;

    /**
     * The optional fields.
     *
     * @param company as the caller called itself
     * @param said the content of the call, in the person's words
     * @param agreed whether the person had agreed to be called: yes, no, or empty
     * @param contract whether they have a contract with the company: yes, no, or empty
     * @param refusedOn the day on which they had asked not to be called again
     * @param doors codes of {@link OtherAuthority}
     * @param identity the header or the mention by which an operator marks a call that was not authenticated
     * @param departement the code of the {@link Departement} in which the person was called
     * @param speaker a code of {@link Filing.Speaker}; empty when not said
     */
    public record More(
            String company,
            String said,
            String agreed,
            String contract,
            String refusedOn,
            List<String> doors,
            String identity,
            String departement,
            String speaker) {
        /** None of them filled in. */
        public static final More NOTHING = new More("", "", "", "", "", List.of(), "", "", "");

        /** Copies the list. */
        public More {
            doors = List.copyOf(doors);
        }
    }

    /** What is wrong with a field of the form. */
    public record Wrong(String field, Refusal refusal) {}

    /** What a draft says, or all that is wrong with it. */
    public sealed interface Reading {
        /** It can be filed. */
        record Whole(Filing filing) implements Reading {}

        /** It cannot. */
        record Faulty(List<Wrong> wrong) implements Reading {
            /** Copies the list. */
            public Faulty {
                wrong = List.copyOf(wrong);
            }
        }
    }

    /** Reads all fields, as of now. */
    public Reading read(Instant now) {
        return new Reader(this, now).read();
    }

    /** Without the numbers. */
    @Override
    public String toString() {
        return "ComplaintDraft";
    }

    /** Reads one draft and collects what is wrong. */
    private static final class Reader {
        private final ComplaintDraft draft;
        private final Instant now;
        private final Filing.@Nullable Display display;
        private final List<Wrong> wrong = new ArrayList<>();
        private final Set<Instant> calls = new TreeSet<>();
        private int unread;

        private Reader(ComplaintDraft draft, Instant now) {
            this.draft = draft;
            this.now = now;
            this.display = Filing.Display.of(draft.display).orElse(null);
        }

        private Reading read() {
            PhoneNumber number = number();
            ZoneId zone = number == null
                    ? LegalCalendar.ZONE
                    : Territory.of(number.e164()).zone();
            Instant at = first(zone);
            CallingNumber caller = others(zone, caller());
            Optional<Subject> subject = Subject.of(draft.subject);
            if (subject.isEmpty()) {
                wrong("subject", new ComplaintRefusal.NoSubject());
            }
            LocalDate refusedOn = refusedOn(zone);
            lengths();
            if (number == null || at == null || !wrong.isEmpty()) {
                return new Reading.Faulty(wrong);
            }
            More more = draft.more;
            return new Reading.Whole(new Filing(
                    number,
                    caller,
                    List.copyOf(calls),
                    unread,
                    subject.orElseThrow(),
                    answer(more.contract),
                    answer(more.agreed),
                    refusedOn,
                    ticked(),
                    new Filing.Words(more.company.strip(), more.said.strip(), more.identity.strip()),
                    Departement.of(more.departement).orElse(null),
                    display,
                    Filing.Speaker.of(more.speaker).orElse(null)));
        }

        private List<OtherAuthority> ticked() {
            return draft.more.doors.stream()
                    .flatMap(code -> OtherAuthority.of(code).stream())
                    .distinct()
                    .sorted()
                    .toList();
        }

        private @Nullable PhoneNumber number() {
            try {
                return PhoneNumber.read(draft.number);
            } catch (RefusedException refused) {
                wrong("number", refused.refusal());
                return null;
            }
        }

        /** The call that the questions are about. */
        private @Nullable Instant first(ZoneId zone) {
            LocalDate today = now.atZone(zone).toLocalDate();
            LocalDate day = WrittenMoment.find(draft.day, today, zone).day();
            var hour = WrittenMoment.find(draft.hour, today, zone).time();
            if (day == null) {
                wrong("day", new ComplaintRefusal.UnreadableDay());
            }
            if (hour == null) {
                wrong("hour", new ComplaintRefusal.UnreadableHour());
            }
            if (day == null || hour == null) {
                return null;
            }
            Instant at = LocalDateTime.of(day, hour).atZone(zone).toInstant();
            if (at.isAfter(now)) {
                wrong(day.isAfter(today) ? "day" : "hour", new ComplaintRefusal.FutureCall());
            } else if (isTooOld(day, today)) {
                wrong("day", new ComplaintRefusal.CallTooLongAgo(MAX_AGE.getYears()));
            }
            calls.add(at);
            return at;
        }

        /** The oldest day counts as a whole. */
        private static boolean isTooOld(LocalDate day, LocalDate today) {
            return day.isBefore(today.minus(MAX_AGE));
        }

        private @Nullable CallingNumber caller() {
            if (draft.caller.isBlank()) {
                return null;
            }
            if (display == Filing.Display.HIDDEN) {
                wrong("caller", new ComplaintRefusal.CallerAndMasked());
            }
            Optional<CallingNumber> read = CallingNumber.read(draft.caller);
            if (read.isEmpty()) {
                wrong("caller", new ComplaintRefusal.UnreadableCaller());
            }
            return read.orElse(null);
        }

        /** Adds the further calls; the caller may stand with them alone. */
        private @Nullable CallingNumber others(ZoneId zone, @Nullable CallingNumber typed) {
            boolean tooLong = draft.others.length() > MAX_PASTED;
            PastedCalls.Read read = PastedCalls.read(tooLong ? "" : draft.others, zone, now);
            unread = read.unread();
            Set<CallingNumber> callers = new HashSet<>();
            read.calls().stream()
                    .map(PastedCalls.Call::caller)
                    .filter(Objects::nonNull)
                    .forEach(callers::add);
            CallingNumber caller = typed;
            boolean needed = display != Filing.Display.HIDDEN && draft.caller.isBlank();
            if (needed && callers.size() == 1) {
                caller = callers.iterator().next();
            } else if (needed && (display != Filing.Display.UNAUTHENTICATED || callers.size() > 1)) {
                wrong(
                        "caller",
                        callers.isEmpty()
                                ? new ComplaintRefusal.NoCaller()
                                : new ComplaintRefusal.SeveralCallers(callers.size()));
            }
            if (tooLong) {
                wrong("others", new ComplaintRefusal.TextTooLong(MAX_PASTED));
            } else if (!draft.others.isBlank() && read.calls().isEmpty()) {
                wrong("others", new ComplaintRefusal.NoCallsRead());
            }
            CallingNumber meant = caller;
            LocalDate today = now.atZone(zone).toLocalDate();
            read.calls().stream()
                    .filter(call -> call.caller() == null || call.caller().equals(meant))
                    .map(PastedCalls.Call::at)
                    .filter(at -> !isTooOld(at.atZone(zone).toLocalDate(), today))
                    .forEach(calls::add);
            if (calls.size() > MAX_CALLS) {
                wrong("others", new ComplaintRefusal.TooManyCalls(MAX_CALLS));
            }
            return caller;
        }

        private @Nullable LocalDate refusedOn(ZoneId zone) {
            if (draft.more.refusedOn.isBlank()) {
                return null;
            }
            LocalDate today = now.atZone(zone).toLocalDate();
            LocalDate day =
                    WrittenMoment.find(draft.more.refusedOn, today, zone).day();
            if (day == null) {
                wrong("refusedOn", new ComplaintRefusal.UnreadableDay());
            } else if (day.isAfter(today)) {
                wrong("refusedOn", new ComplaintRefusal.FutureCall());
            }
            return day;
        }

        private void lengths() {
            length("company", draft.more.company, MAX_NAME);
            length("said", draft.more.said, MAX_SAID);
            length("identity", draft.more.identity, MAX_IDENTITY);
        }

        private void length(String field, String text, int most) {
            if (text.length() > most) {
                wrong(field, new ComplaintRefusal.TextTooLong(most));
            }
        }

        private void wrong(String field, Refusal refusal) {
            wrong.add(new Wrong(field, refusal));
        }

        private static @Nullable Boolean answer(String typed) {
            return typed.isEmpty() ? null : typed.equals("yes");
        }
    }
}
