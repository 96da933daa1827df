package org.openbloctel.registry.calls.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.event.Event;
import org.openbloctel.registry.platform.event.Events;
import org.openbloctel.registry.platform.outbox.Outbox;

/**
 * Tells companies what people decided: which consents were withdrawn or confirmed, and that they may be called in spite of the list.
 * Each time an entry in the audit trail and an event, and a mail to each owner but of a confirmation, in the transaction of what
 * happened. No phone number leaves with it, not even one that a company once made a reference of. Thread-safe.
 */
public final class ConsentNews {
    /** What may be a phone number in a company's own name for a consent: it leaves neither by a mail or webhook nor in a report. */
    static final Pattern DIGITS = Pattern.compile("\\+?\\p{Nd}(?:[\\h./_()\\p{Pd}]{0,3}\\p{Nd}){8,}");

    /** As many references as a mail can name. */
    private static final int NAMED = 20;

    private final Database database;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Events events;
    private final ConsentRows rows;
    private final CompanyDirectory companies;

    public ConsentNews(Database database, AuditTrail audit, Outbox outbox, Events events) {
        this.database = database;
        this.audit = audit;
        this.outbox = outbox;
        this.events = events;
        this.rows = database.rows(ConsentRows.class);
        this.companies = new CompanyDirectory(database);
    }

    /**
     * Consents were withdrawn: told to whom each was given to, who recorded it, and the third parties that it names.
     *
     * @param by the company that entered what was said aloud, whose owners get no mail of it; null when the person did it
     */
    void withdrawn(List<UUID> consents, String actor, @Nullable UUID by) {
        List<Concerned> concerned = concerned(consents);
        for (Concerned company : concerned) {
            String count = Integer.toString(company.references().size());
            audit.record(
                    new AuditEntry(actor, "consent.withdrawn", "company:" + company.id(), Map.of("consents", count)));
            if (!company.id().equals(by)) {
                String references = named(company.references());
                mail(
                        company.id(),
                        "consent/withdrawn",
                        Map.of("company", company.name(), "count", count, "references", references));
            }
            events.raise(new Event(company.id(), Event.Type.CONSENT_WITHDRAWN, told(company)));
        }
    }

    /** The companies that some consents were given to, that recorded them or that they name, each with its consents. */
    private List<Concerned> concerned(List<UUID> consents) {
        List<ConsentRows.Parties> parties = rows.parties(consents);
        Set<UUID> ids = new HashSet<>();
        Set<String> sirens = new HashSet<>();
        for (ConsentRows.Parties one : parties) {
            ids.add(one.principal());
            Optional.ofNullable(one.recordedBy()).ifPresent(ids::add);
            sirens.addAll(one.thirdParties());
        }
        return companies.find(ids, sirens).stream()
                // The same order each time: two that tell the same companies at once wait for one another.
                .sorted(Comparator.comparing(company -> company.id().toString()))
                .map(company -> new Concerned(
                        company,
                        parties.stream().filter(one -> concerns(one, company)).toList()))
                .toList();
    }

    private static boolean concerns(ConsentRows.Parties consent, Company.Named company) {
        return company.id().equals(consent.principal())
                || company.id().equals(consent.recordedBy())
                || (company.verified() && consent.thirdParties().contains(company.siren()));
    }

    /**
     * A person confirmed that they gave a consent: an event for whom it was given to, who recorded it, and the third parties that it
     * names. No mail: there is nothing to do, and a company may have thousands a day.
     */
    void confirmed(GivenConsent consent, Instant at) {
        for (Concerned company : concerned(List.of(consent.id()))) {
            events.raise(new Event(
                    company.id(),
                    Event.Type.CONSENT_CONFIRMED,
                    Map.of(
                            "id",
                            consent.id().toString(),
                            "reference",
                            masked(consent.reference()),
                            "sectors",
                            consent.sectorCodes(),
                            "goods",
                            masked(consent.goods()),
                            "until",
                            consent.until().toString(),
                            "confirmedAt",
                            at.toString())));
        }
    }

    /** A person lets a company call in spite of the list. The company learns for what and how long, and not who. */
    void permitted(UUID consent, Company.Named company, String reference, String goods, LocalDate until) {
        mail(
                company.id(),
                "consent/permitted",
                Map.of("company", company.name(), "reference", reference, "goods", goods, "until", until.toString()));
        events.raise(new Event(
                company.id(),
                Event.Type.CONSENT_PERMITTED,
                Map.of(
                        "id",
                        consent.toString(),
                        "reference",
                        reference,
                        "goods",
                        goods,
                        "until",
                        LegalCalendar.endOf(until).toString())));
    }

    private void mail(UUID company, String template, Map<String, String> says) {
        for (Member owner : Members.owners(database, company)) {
            outbox.put(new Outbox.Message(owner.email(), owner.locale(), template, says));
        }
    }

    /** The first consents with their ids, by which they are known, and the company's names for them. */
    private static Map<String, Object> told(Concerned company) {
        List<Map<String, String>> first = IntStream.range(
                        0, Math.min(NAMED, company.ids().size()))
                .mapToObj(i -> Map.of(
                        "id",
                        company.ids().get(i),
                        "reference",
                        masked(company.references().get(i))))
                .toList();
        return Map.of("count", company.ids().size(), "consents", first);
    }

    private static String named(List<String> references) {
        Stream<String> first = references.stream().limit(NAMED).map(ConsentNews::masked);
        Stream<String> more = references.size() > NAMED ? Stream.of("…") : Stream.empty();
        return String.join(", ", Stream.concat(first, more).toList());
    }

    /** Without what may be a phone number. */
    static String masked(String text) {
        return DIGITS.matcher(text).replaceAll("…");
    }

    private record Concerned(Company.Named company, List<ConsentRows.Parties> consents) {
        UUID id() {
            return company.id();
        }

        String name() {
            return company.name();
        }

        List<String> references() {
            return consents.stream().map(ConsentRows.Parties::reference).toList();
        }

        List<String> ids() {
            return consents.stream().map(one -> one.id().toString()).toList();
        }
    }
}
