package org.openbloctel.server.authority.inspection;

import static java.util.Objects.requireNonNullElse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.ComplaintDraft;
import org.openbloctel.registry.authority.complaint.ComplaintQuery;
import org.openbloctel.registry.authority.complaint.ComplaintState;
import org.openbloctel.registry.authority.complaint.Departement;
import org.openbloctel.registry.authority.complaint.Subject;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.platform.forms.KeptForm;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A search for complaints, as its address says it. The calling number and the words that were typed stand in the session, and never in an
 * address.
 *
 * @param caller the handle of a calling number
 * @param mine {@code moi} for those that the reader works on
 * @param order {@code anciens} for the earliest first
 * @param after the instant and id after which the page begins
 */
record SearchForm(
        @BindParam("etat") String state,
        @BindParam("sujet") String subject,
        @BindParam("departement") String departement,
        @BindParam("entreprise") String company,
        @BindParam("appelant") String caller,
        @BindParam("du") String from,
        @BindParam("au") String until,
        @BindParam("suivi") String mine,
        @BindParam("tri") String order,
        @BindParam("apres") String after)
        implements KeptForm {
    static final String PATH = "/inspection/plaintes";
    private static final String EARLIEST = "anciens";
    private static final String MINE = "moi";

    SearchForm {
        state = requireNonNullElse(state, "");
        subject = requireNonNullElse(subject, "");
        departement = requireNonNullElse(departement, "");
        company = requireNonNullElse(company, "");
        caller = requireNonNullElse(caller, "");
        from = requireNonNullElse(from, "");
        until = requireNonNullElse(until, "");
        mine = requireNonNullElse(mine, "");
        order = requireNonNullElse(order, "");
        after = requireNonNullElse(after, "");
    }

    /** The search that it stands for, with what was typed. What cannot be read does not restrict it. */
    ComplaintQuery query(UUID reader, @Nullable CallingNumber number, String words, Instant now) {
        LocalDate today = LegalCalendar.dayOf(now);
        return new ComplaintQuery(
                Arrays.stream(ComplaintState.values())
                        .filter(one -> one.name().equals(state))
                        .findFirst()
                        .orElse(null),
                id(company).orElse(null),
                number,
                Subject.of(subject).orElse(null),
                words,
                LegalCalendar.startOf(day(from).orElse(today.minus(ComplaintDraft.MAX_AGE))),
                LegalCalendar.startOf(day(until).orElse(today).plusDays(1)),
                cursor().orElse(null),
                Departement.of(departement).orElse(null),
                mine.equals(MINE) ? reader : null,
                order.equals(EARLIEST));
    }

    /** Whether one of the filters is set that the page folds. */
    public boolean hasFolded() {
        return !(subject + departement + from + until + mine + order).isEmpty();
    }

    /** An id as it stands in an address. */
    static Optional<UUID> id(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LegalCalendar.read(text));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private Optional<ComplaintQuery.Cursor> cursor() {
        String[] parts = after.split("_", -1);
        try {
            // A sign begins a year that the database does not keep.
            return parts.length == 2 && !parts[0].matches("[+-].*")
                    ? id(parts[1]).map(id -> new ComplaintQuery.Cursor(Instant.parse(parts[0]), id))
                    : Optional.empty();
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /** The same search, from a row on. */
    SearchForm after(ComplaintQuery.@Nullable Cursor row) {
        String next = row == null ? "" : row.receivedAt() + "_" + row.id();
        return new SearchForm(state, subject, departement, company, caller, from, until, mine, order, next);
    }

    /** The same search, in the complaints about a company. */
    SearchForm about(String id) {
        return new SearchForm(state, subject, departement, id, caller, from, until, mine, order, "");
    }

    /** Where it is, on the list's page or as a file. */
    String address(String path) {
        return UriComponentsBuilder.fromPath(path)
                .queryParam("etat", "{state}")
                .queryParam("sujet", "{subject}")
                .queryParam("departement", "{departement}")
                .queryParam("entreprise", "{company}")
                .queryParam("appelant", "{caller}")
                .queryParam("du", "{from}")
                .queryParam("au", "{until}")
                .queryParam("suivi", "{mine}")
                .queryParam("tri", "{order}")
                .queryParam("apres", "{after}")
                .encode()
                .buildAndExpand(state, subject, departement, company, caller, from, until, mine, order, after)
                .toUriString();
    }
}
