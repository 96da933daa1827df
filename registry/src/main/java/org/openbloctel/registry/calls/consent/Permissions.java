package org.openbloctel.registry.calls.consent;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.accounts.consumer.Registration;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * Permissions: a consumer lets a named company call one of their listed numbers, for some goods, until a day within a year. A permission
 * is a consent with all that the decree asks for, given here by the person themselves, told to the company, and withdrawn like any
 * other. Invariant: only for a living registration whose number a code proved, so that no one opens another person's telephone.
 * Thread-safe.
 */
public final class Permissions {
    /** The longest name of goods. */
    public static final int MAX_GOODS_LENGTH = 500;
    /** Letters of a name that a search takes. */
    public static final int MIN_LETTERS = 3;

    private static final int MAX_FOUND = 20;

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Consumers consumers;
    private final NumberConsents numbers;
    private final ConsentNews news;
    private final CompanyDirectory companies;
    private final ConsentRows rows;

    /** Over this database. */
    public Permissions(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            Consumers consumers,
            NumberConsents numbers,
            ConsentNews news) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.consumers = consumers;
        this.numbers = numbers;
        this.news = news;
        this.companies = new CompanyDirectory(database);
        this.rows = database.rows(ConsentRows.class);
    }

    /**
     * What a consumer allows.
     *
     * @param registration whose number
     * @param siren the company
     * @param goods for what
     * @param subject its subject; null when they chose none
     * @param until the last day
     * @param text what they were shown, word for word
     * @param given whether they ticked the box, which was not ticked beforehand
     */
    public record Wish(
            UUID registration,
            String siren,
            String goods,
            @Nullable Subject subject,
            @Nullable LocalDate until,
            String text,
            boolean given) {}

    /** The companies of a SIREN or of a name, or of a part of it; none for fewer letters than {@link #MIN_LETTERS}. */
    public List<Company.Named> find(String typed) {
        String digits = typed.replaceAll("[\\s\u00a0\u202f.]", "");
        if (digits.matches("[0-9]{9}")) {
            return companies.verified(digits).stream().toList();
        }
        String name = typed.replace("\0", "").strip();
        if (name.length() < MIN_LETTERS) {
            return List.of();
        }
        return companies.search(name, MAX_FOUND);
    }

    /** The company of a SIREN. */
    public Company.Named company(String siren) {
        return companies.verified(siren).orElseThrow(() -> new RefusedException(new LawRefusal.NoSuchCompany()));
    }

    /** The registrations that a permission can be given for. */
    public List<Registration> registrations(UUID consumer) {
        return consumers.space(consumer).living().stream()
                .filter(one -> one.provedAt() != null && one.number() != null)
                .toList();
    }

    /** The last day that a permission of today can have: the year is over when it begins again. */
    public LocalDate latest() {
        return LegalCalendar.today(clock).plusYears(1).minusDays(1);
    }

    /** Gives a permission; answers the consent's id. The second of two clicks gets the first one's. */
    public UUID give(UUID consumer, Wish wish) {
        Company.Named company = company(wish.siren());
        PhoneNumber number = registrations(consumer).stream()
                .filter(one -> one.id().equals(wish.registration()))
                .map(Registration::number)
                .findFirst()
                .orElseThrow(() -> new RefusedException(new LawRefusal.NumberNotProved()));
        String goods = wish.goods().strip();
        // They are told to the company, which is to learn no number here.
        if (!Consents.isText(goods, MAX_GOODS_LENGTH)
                || goods.chars().anyMatch(Character::isISOControl)
                || !ConsentNews.masked(goods).equals(goods)) {
            throw new RefusedException(new LawRefusal.PermissionGoods(MAX_GOODS_LENGTH));
        }
        Subject subject = wish.subject();
        if (subject == null) {
            throw new RefusedException(new LawRefusal.PermissionSectors());
        }
        LocalDate until = wish.until();
        if (until == null || until.isBefore(LegalCalendar.today(clock)) || until.isAfter(latest())) {
            throw new RefusedException(new LawRefusal.PermissionDay(latest()));
        }
        if (!wish.given()) {
            throw new RefusedException(new LawRefusal.PermissionNotGiven());
        }
        byte[] print = numbers.print(number);
        return database.inAccounts(() -> {
            numbers.lock(print);
            Terms terms = new Terms(company, print, goods, subject, until);
            return rows.open(terms).orElseGet(() -> insert(consumer, terms, wish.text()));
        });
    }

    /** Makes two permissions the same. */
    @SuppressWarnings("ArrayRecordComponent") // handed to the database, never compared
    record Terms(Company.Named company, byte[] number, String goods, Subject subject, LocalDate until) {
        Instant end() {
            return LegalCalendar.endOf(until);
        }
    }

    private UUID insert(UUID consumer, Terms terms, String text) {
        Company.Named company = terms.company();
        LocalDate until = terms.until();
        UUID id = UUID.randomUUID();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String reference = "portail-" + id.toString().substring(0, 8);
        // The digest is of what the proof says, line by line: with the proof anyone can make it again.
        String said = String.join(
                "\n",
                company.siren(),
                reference,
                terms.goods(),
                terms.subject().sector().code(),
                terms.subject().id(),
                text,
                now.toString(),
                terms.end().toString());
        rows.insert(id, terms, reference, text, EvidenceDigest.of(said.getBytes(StandardCharsets.UTF_8)), now);
        audit.record(new AuditEntry(
                "consumer:" + consumer,
                "consent.permitted",
                "company:" + company.id(),
                Map.of("consent", id.toString())));
        news.permitted(id, company, reference, terms.goods(), until);
        return id;
    }
}
