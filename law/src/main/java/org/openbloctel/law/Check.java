package org.openbloctel.law;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Known.Consent;

/** A rule's version made ready to judge. Immutable, thread-safe, without any input but its arguments. */
sealed interface Check {
    /** What it has to say of a call, as if it were made at that moment. */
    Finding at(Call call, Known known, Moment moment);

    /** Whether it is about the object of the call. An object that is not known is in doubt, and counts. */
    default boolean concerns(Call call) {
        return true;
    }

    /** Whether a rule for these sectors is about the object of the call. */
    private static boolean concerns(Set<Sector> sectors, Call call) {
        Sector sector = call.sector();
        return sector == null || sectors.contains(sector);
    }

    /** Which contract excuses from a rule. */
    enum Excuse {
        /** None does. */
        NONE,
        /** Any, also one that has ended. */
        ANY,
        /** A running one, when the call is about its object. */
        ONGOING_RELATED;

        boolean covers(Call call) {
            return switch (this) {
                case NONE -> false;
                case ANY -> call.relation() != Relation.NONE;
                case ONGOING_RELATED -> call.relation() == Relation.ONGOING_CONTRACT && call.relatedToContract();
            };
        }
    }

    /** The number is on the list, and its holder made no exception for the principal. */
    record Listed(Excuse excuse, boolean liftedByPermission) implements Check {
        @Override
        public Finding at(Call call, Known known, Moment moment) {
            if (excuse.covers(call)) {
                return Finding.CLEAR;
            }
            Boolean listed = known.listed();
            if (listed == null) {
                return new Finding.Missing("listed");
            }
            if (!listed) {
                return Finding.CLEAR;
            }
            Consent permission = liftedByPermission ? known.permission() : null;
            return permission == null ? Finding.FOR_GOOD : lasting(permission, call, moment);
        }
    }

    /** The list was last looked at too long ago. The day it was looked at does not count. */
    record ListChecked(Excuse excuse, int days) implements Check {
        @Override
        public Finding at(Call call, Known known, Moment moment) {
            Instant checked = known.listCheckedAt();
            if (excuse.covers(call)) {
                return Finding.CLEAR;
            }
            if (checked == null) {
                return new Finding.Missing("listCheckedAt");
            }
            if (moment.at().isBefore(checked)) {
                return new Finding.Blocked(checked);
            }
            return moment.day().isAfter(moment.dayOf(checked).plusDays(days)) ? Finding.FOR_GOOD : Finding.CLEAR;
        }
    }

    /** There is no consent that could be proved. */
    record Consented(
            Excuse excuse, int mostMonths, boolean claimSuffices, Set<Sector> callbackSectors, Callback callback)
            implements Check {
        @Override
        public Finding at(Call call, Known known, Moment moment) {
            if (excuse.covers(call)) {
                return Finding.CLEAR;
            }
            Finding byRequest = call.sector() != null && callbackSectors.contains(call.sector())
                    ? callback.at(known, moment)
                    : Finding.FOR_GOOD;
            return earlier(consent(call, known.consent(), moment), byRequest);
        }

        private Finding consent(Call call, @Nullable Consent consent, Moment moment) {
            if (consent == null) {
                return new Finding.Missing("consent");
            }
            Instant given = consent.givenAt();
            Instant until = consent.until();
            boolean tooLong = given != null
                    && until != null
                    && consent.complete()
                    && moment.dayOf(until)
                            .isAfter(moment.dayOf(given).plusMonths(mostMonths)); // no such consent can be given
            boolean claimed = !claimSuffices && !consent.confirmed();
            return tooLong || claimed ? Finding.FOR_GOOD : lasting(consent, call, moment);
        }
    }

    /** The sector may not canvass at all. */
    record Banned(
            Set<Sector> sectors, Excuse excuse, @Nullable Callback callback) implements Check {
        @Override
        public boolean concerns(Call call) {
            return Check.concerns(sectors, call);
        }

        @Override
        public Finding at(Call call, Known known, Moment moment) {
            Sector sector = call.sector();
            if (sector == null) {
                return excuse.covers(call) ? Finding.CLEAR : new Finding.Missing("sector");
            }
            if (!sectors.contains(sector) || excuse.covers(call)) {
                return Finding.CLEAR;
            }
            return callback == null ? Finding.FOR_GOOD : callback.at(known, moment);
        }
    }

    /** The day or the hour is closed. An hour ends where the next one begins: 13:00 is closed. */
    record Hours(
            Set<DayOfWeek> days,
            List<Opening> openings,
            @Nullable Holidays closed,
            Duration agreed) implements Check {
        /** From a time on, to a time that is outside. */
        record Opening(LocalTime from, LocalTime to) {}

        @Override
        public Finding at(Call call, Known known, Moment moment) {
            Instant appointment = known.agreedAt();
            boolean asAgreed = appointment != null
                    && !moment.at().isBefore(appointment)
                    && moment.at().isBefore(appointment.plus(agreed));
            if (asAgreed || (isOpen(moment.day()) && isOpen(moment.time()))) {
                return Finding.CLEAR;
            }
            Instant next = next(moment);
            boolean sooner = appointment != null && moment.at().isBefore(appointment) && appointment.isBefore(next);
            return new Finding.Blocked(sooner ? appointment : next);
        }

        OpenHours open(String rule) {
            return new OpenHours(
                    rule,
                    List.copyOf(EnumSet.copyOf(days)),
                    openings.stream()
                            .map(opening -> new OpenHours.Span(opening.from, opening.to))
                            .toList(),
                    closed != null);
        }

        private boolean isOpen(LocalDate day) {
            return days.contains(day.getDayOfWeek()) && (closed == null || !closed.contains(day));
        }

        private boolean isOpen(LocalTime time) {
            for (Opening opening : openings) {
                if (!time.isBefore(opening.from) && time.isBefore(opening.to)) {
                    return true;
                }
            }
            return false;
        }

        private Instant next(Moment moment) {
            LocalDate day = moment.day();
            while (true) {
                for (Opening opening : openings) {
                    Instant opens =
                            day.atTime(opening.from).atZone(moment.zone()).toInstant();
                    if (isOpen(day) && opens.isAfter(moment.at())) {
                        return opens;
                    }
                }
                day = day.plusDays(1);
            }
        }
    }

    /** Too many calls were tried. The day of a call counts among the days. */
    record Attempts(int most, int days, boolean rolling) implements Check {
        @Override
        public Finding at(Call call, Known known, Moment moment) {
            List<Instant> attempts = known.attempts();
            if (attempts == null) {
                return new Finding.Missing("attempts");
            }
            return rolling ? rolling(attempts, moment) : fromFirst(attempts, moment);
        }

        private Finding rolling(List<Instant> attempts, Moment moment) {
            int before = before(attempts, moment);
            // The one that has to leave the window: of the latest ones, as many as are allowed.
            if (before < most) {
                return Finding.CLEAR;
            }
            LocalDate free = moment.dayOf(attempts.get(before - most)).plusDays(days);
            return moment.day().isBefore(free) ? new Finding.Blocked(moment.startOf(free)) : Finding.CLEAR;
        }

        private Finding fromFirst(List<Instant> attempts, Moment moment) {
            int before = before(attempts, moment);
            LocalDate end = LocalDate.MIN;
            int inPeriod = 0;
            for (Instant attempt : attempts.subList(0, before)) {
                LocalDate day = moment.dayOf(attempt);
                if (!day.isBefore(end)) {
                    end = day.plusDays(days);
                    inPeriod = 0;
                }
                inPeriod++;
            }
            boolean blocked = inPeriod >= most && moment.day().isBefore(end);
            return blocked ? new Finding.Blocked(moment.startOf(end)) : Finding.CLEAR;
        }

        /** How many there were up to now. */
        private static int before(List<Instant> attempts, Moment moment) {
            int n = attempts.size();
            while (n > 0 && attempts.get(n - 1).isAfter(moment.at())) {
                n--;
            }
            return n;
        }
    }

    /** Which consent, given after a refusal, lifts it. */
    enum Lift {
        /** None does. */
        NONE,
        /** One that the person confirmed since. */
        CONFIRMED_CONSENT,
        /** Any given since, also one that a company claims alone. */
        ANY_CONSENT;

        /** The instant that has to follow the refusal; null where none can lift it. */
        @Nullable
        Instant counted(Consent consent) {
            return switch (this) {
                case NONE -> null;
                case CONFIRMED_CONSENT -> consent.confirmedAt();
                case ANY_CONSENT -> consent.givenAt();
            };
        }
    }

    /** The person said no. The day they did so does not count among the days; 0 days are for ever. */
    record Refused(Set<Sector> sectors, int days, Lift lift) implements Check {
        @Override
        public boolean concerns(Call call) {
            return Check.concerns(sectors, call);
        }

        @Override
        public Finding at(Call call, Known known, Moment moment) {
            Instant refused = known.refusedAt();
            if (refused == null || moment.at().isBefore(refused)) {
                return Finding.CLEAR;
            }
            Sector sector = call.sector();
            if (sector != null && !sectors.contains(sector)) {
                return Finding.CLEAR;
            }
            if (refused.equals(Known.UNKNOWN)) {
                return new Finding.Missing(
                        sector == null && sectors.size() < Sector.values().length ? "sector" : "refusedAt");
            }
            Finding lifted = since(refused, call, known.consent(), moment);
            if (lifted instanceof Finding.Clear) {
                return Finding.CLEAR;
            }
            LocalDate free = moment.dayOf(refused).plusDays(days + 1L);
            if (days > 0 && !moment.day().isBefore(free)) {
                return Finding.CLEAR;
            }
            if (sector == null && sectors.size() < Sector.values().length) {
                return new Finding.Missing("sector");
            }
            return days > 0 && !(lifted instanceof Finding.Missing)
                    ? new Finding.Blocked(moment.startOf(free))
                    : lifted;
        }

        /**
         * A consent lifts the refusal for its subjects while it lasts: once it is over or withdrawn, the refusal stands again. A
         * confirmation is the person's word of its own day, also about a consent given before the refusal.
         */
        private Finding since(Instant refused, Call call, @Nullable Consent consent, Moment moment) {
            if (consent == null || !consent.complete()) {
                return Finding.FOR_GOOD;
            }
            Instant counted = lift.counted(consent);
            if (counted == null || !counted.isAfter(refused)) {
                return isClaimed(call, consent, moment) ? Finding.UNCONFIRMED : Finding.FOR_GOOD;
            }
            if (!moment.at().isBefore(counted)) {
                return lasting(consent, call, moment);
            }
            Finding then = lasting(consent, call, Moment.of(counted, moment.zone()));
            return then instanceof Finding.Clear ? new Finding.Blocked(counted) : then;
        }

        /** The consent lifts the refusal once the person confirms it, which they can do once. */
        private boolean isClaimed(Call call, Consent consent, Moment moment) {
            return lift == Lift.CONFIRMED_CONSENT
                    && !consent.confirmed()
                    && lasting(consent, call, moment) instanceof Finding.Clear;
        }
    }

    /** The person was spoken to too short a while ago. */
    record Contacted(Set<Sector> sectors, Duration pause) implements Check {
        @Override
        public boolean concerns(Call call) {
            return Check.concerns(sectors, call);
        }

        @Override
        public Finding at(Call call, Known known, Moment moment) {
            Instant contacted = known.contactedAt();
            Sector sector = call.sector();
            if (contacted != null && contacted.equals(Known.UNKNOWN)) {
                return sector == null
                        ? new Finding.Missing("sector")
                        : sectors.contains(sector) ? new Finding.Missing("contactedAt") : Finding.CLEAR;
            }
            if (contacted == null
                    || moment.at().isBefore(contacted)
                    || !moment.at().isBefore(contacted.plus(pause))
                    || (sector != null && !sectors.contains(sector))) {
                return Finding.CLEAR;
            }
            return sector == null ? new Finding.Missing("sector") : new Finding.Blocked(contacted.plus(pause));
        }
    }

    /** A system that calls by itself shows a number that it may not show. */
    record Shown(List<Prefix> prefixes, boolean special) implements Check {
        /** National numbers from the first one to before the end. */
        record Prefix(long first, long end) {}

        @Override
        public Finding at(Call call, Known known, Moment moment) {
            Boolean automated = call.automated();
            CallerNumber caller = call.caller();
            if (automated == null) {
                // A call that states neither counts as dialled by hand; a caller who shows such a number must say so.
                return caller == null || mayShow(caller) ? Finding.CLEAR : new Finding.Missing("automated");
            }
            if (!automated) {
                return Finding.CLEAR;
            }
            if (caller == null || isUnseen(caller, call)) {
                return new Finding.Missing("callerId");
            }
            return mayShow(caller) ? Finding.CLEAR : Finding.FOR_GOOD;
        }

        /** A hidden number is judged by another rule, save of callers who are exempt from that one. */
        private static boolean isUnseen(CallerNumber caller, Call call) {
            return caller.kind() == CallerNumber.Kind.UNREADABLE
                    || (caller.kind() == CallerNumber.Kind.HIDDEN && call.exemptions() != 0);
        }

        private boolean mayShow(CallerNumber caller) {
            return switch (caller.kind()) {
                case SPECIAL -> special;
                case SUBSCRIBER ->
                    prefixes.stream()
                            .anyMatch(prefix -> caller.national() >= prefix.first && caller.national() < prefix.end);
                case HIDDEN -> true;
                case FOREIGN, UNREADABLE -> false;
            };
        }
    }

    /**
     * The caller hides its number. Where operators mask numbers that are not authenticated, a number that the person saw hidden was hidden by
     * either.
     */
    record Hidden(boolean operatorsMask) implements Check {
        @Override
        public Finding at(Call call, Known known, Moment moment) {
            CallerNumber caller = call.caller();
            boolean hidden = caller != null && caller.kind() == CallerNumber.Kind.HIDDEN;
            boolean unauthenticated = caller != null && caller.unauthenticated();
            if (hidden && !(unauthenticated && operatorsMask)) {
                return Finding.FOR_GOOD;
            }
            return unauthenticated ? new Finding.Missing("authentication") : Finding.CLEAR;
        }
    }

    /** A machine speaks, to a person without a consent that could be proved. */
    record Recorded() implements Check {
        @Override
        public Finding at(Call call, Known known, Moment moment) {
            if (!Boolean.TRUE.equals(call.recorded())) {
                return Finding.CLEAR;
            }
            Consent consent = known.consent();
            return consent == null ? new Finding.Missing("consent") : lasting(consent, call, moment);
        }
    }

    /** The person asked to be called back: from then on, to the end of so many working days. */
    record Callback(int days, Holidays holidays) {
        Finding at(Known known, Moment moment) {
            Instant asked = known.calledBackOnRequestAt();
            if (asked == null) {
                return Finding.FOR_GOOD;
            }
            if (moment.at().isBefore(asked)) {
                return new Finding.Blocked(asked);
            }
            boolean late = moment.day().isAfter(holidays.workingDaysAfter(moment.dayOf(asked), days));
            return late ? Finding.FOR_GOOD : Finding.CLEAR;
        }
    }

    /** Whether a consent holds for a call: it is complete, was asked for its sector, has begun, is not over and was not withdrawn. */
    private static Finding lasting(Consent consent, Call call, Moment moment) {
        if (!consent.complete()) {
            return Finding.FOR_GOOD;
        }
        Instant given = consent.givenAt();
        Instant until = consent.until();
        Finding about = about(consent, call, moment);
        if (about instanceof Finding.Blocked) {
            return about;
        }
        if (given == null || until == null) {
            return new Finding.Missing(given == null ? "consent.givenAt" : "consent.until");
        }
        Instant withdrawn = consent.withdrawnAt();
        boolean over = !moment.at().isBefore(until)
                || (withdrawn != null && !moment.at().isBefore(withdrawn));
        if (over || !given.isBefore(until) || (withdrawn != null && !given.isBefore(withdrawn))) {
            return Finding.FOR_GOOD;
        }
        return moment.at().isBefore(given) && about instanceof Finding.Clear ? new Finding.Blocked(given) : about;
    }

    /** Whether a consent was asked for what the call is about. What is not said on either side cannot be told. */
    private static Finding about(Consent consent, Call call, Moment moment) {
        Scope scope = consent.scope();
        if (scope == null) {
            return new Finding.Missing("consent.sectors");
        }
        return switch (scope.of(call.topic(), moment.day())) {
            case NONE -> Finding.FOR_GOOD;
            case WHOLE -> Finding.CLEAR;
            case UNCLEAR -> new Finding.Missing(unclear(call.topic()));
        };
    }

    private static String unclear(Topic topic) {
        if (topic.sector() == null) {
            return "sector";
        }
        return topic.subject() == null ? "subject" : "consent.subject";
    }

    /** One of both is enough. */
    private static Finding earlier(Finding one, Finding other) {
        if (one instanceof Finding.Clear || other instanceof Finding.Clear) {
            return Finding.CLEAR;
        }
        if (one instanceof Finding.Missing) {
            return one;
        }
        Instant first = one instanceof Finding.Blocked blocked ? blocked.until() : null;
        Instant second = other instanceof Finding.Blocked blocked ? blocked.until() : null;
        if (first == null || second == null) {
            return first == null ? other : one;
        }
        return first.isBefore(second) ? one : other;
    }
}
