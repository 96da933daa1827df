package org.openbloctel.registry.authority.evidence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Regime;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.authority.complaint.Complaint;
import org.openbloctel.registry.callfiles.scrubbing.ScrubQueue;
import org.openbloctel.registry.calls.call.CallSearch;
import org.openbloctel.registry.calls.consent.GivenConsent;
import org.openbloctel.registry.list.trace.Answer;
import org.openbloctel.registry.list.trace.TracedCheck;
import org.openbloctel.registry.platform.calendar.LegalCalendar;

/**
 * The findings about the calls of a complaint.
 *
 * @param proved whether a complainant proved that the number is theirs; else nothing of its registration is shown
 * @param days each call of the complaint and of the others about the same call, the earliest first
 * @param checks of its number until the latest call, of the complaint or reported, the earliest first
 * @param missing how many files of traces are not there: checks in them are not shown
 * @param consents that any company claims
 * @param reported calls to the number by companies that report theirs
 * @param refusals of the person, and calls after them
 * @param callers the companies that called, the earliest call first
 * @param names of companies that are still here
 */
public record Findings(
        Complaint complaint,
        boolean proved,
        List<CallDay> days,
        List<TracedCheck.Answered> checks,
        int missing,
        List<GivenConsent> consents,
        List<CallSearch.Reported> reported,
        List<Refusal> refusals,
        List<Caller> callers,
        Map<UUID, Company.Named> names) {
    /** Copies the collections. */
    public Findings {
        days = List.copyOf(days);
        checks = List.copyOf(checks);
        consents = List.copyOf(consents);
        reported = List.copyOf(reported);
        refusals = List.copyOf(refusals);
        callers = List.copyOf(callers);
        names = Map.copyOf(names);
    }

    /**
     * A call that was complained about.
     *
     * @param listed null where nothing shows that the number was on the list: one that left it a month before is not known any more
     * @param regime null before the first
     */
    public record CallDay(
            Instant at, @Nullable Listed listed, @Nullable Regime regime) {}

    /**
     * That the number was on the list.
     *
     * @param effectiveOn from when every professional has to respect it; null where the operator brought the number
     */
    public record Listed(Instant since, @Nullable LocalDate effectiveOn) {}

    /**
     * A refusal.
     *
     * @param callsAfter calls that the same company reported afterwards
     */
    public record Refusal(UUID principal, Instant at, List<Instant> callsAfter) {
        /** Copies the list. */
        public Refusal {
            callsAfter = List.copyOf(callsAfter);
        }
    }

    /**
     * A company that called.
     *
     * @param lastCall its latest call, reported by itself or by a complaint
     * @param check its latest check of the number that was surely before that; null for none
     * @param attributed whether the complaint is attributed to it
     */
    public record Caller(
            UUID company,
            Instant lastCall,
            TracedCheck.@Nullable Answered check,
            Conduct conduct,
            boolean attributed) {}

    /** The knowledge of a company when it called. */
    public enum Conduct {
        /** A check within the days for which it holds said that the number may be called. */
        CHECKED,
        /** Its latest check said so, and held no longer. */
        CHECK_LAPSED,
        /** Its latest check said no. */
        TOLD_NO,
        /** It checked other numbers, and never this one. */
        NOT_THIS_NUMBER,
        /** It never checked a number, as far as traces go back. */
        NEVER_CHECKED,
        /**
         * No check was found, and traces are missing; or look-ups of an hour, which may have been made before or after the call or another
         * check, would change the conclusion; or the number stood beside the phone columns, and what was answered about its line is not known.
         */
        CANNOT_TELL;

        /** By the latest check alone. */
        static Conduct of(Instant call, Optional<TracedCheck.Answered> latest, boolean asker) {
            if (latest.isEmpty()) {
                return asker ? NOT_THIS_NUMBER : NEVER_CHECKED;
            }
            Answer answer = latest.get().answer();
            if (answer != Answer.CALLABLE) {
                return answer == Answer.BESIDE ? CANNOT_TELL : TOLD_NO;
            }
            Instant checked = latest.get().check().lastAt();
            return LegalCalendar.daysAfter(checked, ScrubQueue.CHECK_HOLDS_DAYS).isBefore(call)
                    ? CHECK_LAPSED
                    : CHECKED;
        }
    }

    /** Without the numbers. */
    @Override
    public String toString() {
        return "Findings[" + complaint.id() + "]";
    }
}
