package org.openbloctel.registry.authority.complaint;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Territory;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.platform.calendar.LegalCalendar;

/**
 * A complaint as its complainant sees it: their own statements, and its state. It contains nothing of other complaints, and names the
 * company only after a sanction.
 *
 * @param number null once it is forgotten
 * @param caller null for a call that showed none
 * @param broken ids of rules
 * @param unsure ids of rules
 * @param doors the other authorities that the person ticked
 * @param steps its states, the earliest first
 * @param company the sanctioned company's name
 * @param news where news goes
 * @param departement where the person was called; null when they do not say
 */
public record Complaint(
        UUID id,
        Reference reference,
        @Nullable PhoneNumber number,
        @Nullable CallingNumber caller,
        List<Instant> calls,
        Subject subject,
        List<OtherAuthority> doors,
        Filing.Words words,
        Answers answers,
        List<String> broken,
        List<String> unsure,
        List<Step> steps,
        @Nullable String company,
        News news,
        @Nullable Departement departement) {
    /** Copies the lists. */
    public Complaint {
        calls = List.copyOf(calls);
        doors = List.copyOf(doors);
        broken = List.copyOf(broken);
        unsure = List.copyOf(unsure);
        steps = List.copyOf(steps);
    }

    /**
     * The person's answers to the optional questions; an answer is null where the person gave none.
     *
     * @param contract whether a contract with the company runs
     * @param agreed whether they had agreed to be called
     * @param refusedOn the day on which they had asked not to be called again
     * @param display how the calling number was shown
     * @param speaker who spoke
     */
    public record Answers(
            @Nullable Boolean contract,
            @Nullable Boolean agreed,
            @Nullable LocalDate refusedOn,
            Filing.@Nullable Display display,
            Filing.@Nullable Speaker speaker) {}

    /** How its complainant receives news. */
    public enum News {
        /** By mail to the address of their space. */
        SPACE,
        /** By mail to an address that they proved. */
        PROVED,
        /** By mail once they follow the link that was sent. */
        ASKED,
        /** On its page alone. */
        PAGE
    }

    /** The authority that the person did not tick, and that an operator's mention of the call is for, too. */
    public Optional<OtherAuthority> mentioned() {
        boolean marked = answers.display() == Filing.Display.UNAUTHENTICATED
                || !words.identity().isBlank();
        return marked && !doors.contains(OtherAuthority.SPOOFING)
                ? Optional.of(OtherAuthority.SPOOFING)
                : Optional.empty();
    }

    /** The zone of its hours. */
    public ZoneId zone() {
        return zone(number);
    }

    /** The zone of the hours that are typed for a number; that of Paris for one that is forgotten. */
    static ZoneId zone(@Nullable PhoneNumber number) {
        return number == null ? LegalCalendar.ZONE : Territory.of(number.e164()).zone();
    }

    /** Where it is. */
    public ComplaintState state() {
        return steps.getLast().state();
    }

    /** A state that it reached. */
    public record Step(ComplaintState state, @Nullable ClosingReason reason, Instant at) {}

    Complaint with(List<Step> reached, @Nullable String sanctioned) {
        return new Complaint(
                id,
                reference,
                number,
                caller,
                calls,
                subject,
                doors,
                words,
                answers,
                broken,
                unsure,
                reached,
                sanctioned,
                news,
                departement);
    }

    /**
     * A row in the list of a person's own complaints.
     *
     * @param zone the zone of the hours of its calls
     * @param calls how many calls it is about
     */
    public record Summary(
            UUID id,
            Reference reference,
            ComplaintState state,
            @Nullable ClosingReason reason,
            Instant lastCall,
            ZoneId zone,
            int calls,
            Instant receivedAt) {}

    /**
     * A complaint found by its reference.
     *
     * @param first the first complaint about the same call, which can be moved
     */
    public record Referred(UUID id, UUID first) {}

    /**
     * A complaint as an inspector reads it.
     *
     * @param complaint what its complainant stated, and its steps
     * @param company the one for which the calls were made; null before one is known
     * @param agent the one that made them; null where it is the same, or not known
     * @param first the complaint that this one joined; null for a first one
     */
    public record Opened(
            Complaint complaint,
            @Nullable UUID company,
            @Nullable UUID agent,
            @Nullable UUID caseFile,
            @Nullable UUID first) {}

    /** Without the numbers. */
    @Override
    public String toString() {
        return "complaint:" + id;
    }
}
