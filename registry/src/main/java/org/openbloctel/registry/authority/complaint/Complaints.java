package org.openbloctel.registry.authority.complaint;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.consumer.EmailAddress;
import org.openbloctel.registry.accounts.consumer.Registration;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.ComplaintRefusal;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * Files complaints and shows them to their complainants, with or without an account. The number need not be listed, nor be theirs. A
 * complaint about a call that another person reported joins that one behind the scenes: its complainant gets the same answer as for the
 * first. Thread-safe; every method is one transaction, and refuses by {@link RefusedException} without having changed anything.
 */
public final class Complaints {
    /** Complaints that a space shows. */
    public static final int MAX_SHOWN = 200;

    /** Mails that {@link #follow} sends to one address within {@link #DAY}; further requests send none. */
    static final int PER_ADDRESS = 5;

    /** Signs of a flood, and proved addresses after the end of their complaint. */
    static final Duration SIGNS_KEPT = Duration.ofDays(30);

    /** How many days the counts of callers and companies stay: those of the worklist's weeks, and a few. */
    static final int DAYS_COUNTED = 70;

    /** Addresses that were not proved. */
    static final Duration UNPROVED_KEPT = Duration.ofDays(7);

    private static final Duration DAY = Duration.ofHours(24);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Consumers consumers;
    private final CompanyDirectory companies;
    private final CallExamination examination;
    private final ComplaintSeal seal;
    private final ComplaintRows rows;
    private final ComplaintLinks links;
    private final SecureRandom random = new SecureRandom();

    /**
     * Over this database.
     *
     * @param portal its address begins links in mails
     */
    public Complaints(Needs needs, MasterKeys keys, LawBook law, URI portal) {
        this.database = needs.database();
        this.clock = needs.clock();
        this.audit = needs.audit();
        this.outbox = needs.outbox();
        this.consumers = needs.consumers();
        this.companies = new CompanyDirectory(database);
        this.examination = new CallExamination(law);
        this.seal = new ComplaintSeal(database, keys);
        this.rows = ComplaintRows.in(database, seal);
        this.links = new ComplaintLinks(seal, portal);
    }

    /** What complaints go through. */
    public record Needs(Database database, InstantSource clock, AuditTrail audit, Outbox outbox, Consumers consumers) {}

    /**
     * A filed complaint.
     *
     * @param again whether the same person filed it before
     */
    public record Filed(UUID id, Reference reference, boolean again) {}

    /** Files a complaint of a visitor that is no form sent anew. */
    public Filed file(Filing filing, @Nullable String address) {
        return file(filing, "", address);
    }

    /**
     * Files a complaint of a visitor. Nothing in the answer depends on the list or on complaints of others.
     *
     * @param once the {@linkplain SealedTexts#id id of the form}, by which one that is sent anew is the same complaint; blank for none
     * @param address the visitor's, of which a keyed print of the network is kept for a while
     */
    public Filed file(Filing filing, String once, @Nullable String address) {
        return file(seal.id(once, filing), filing, null, address, examination.examine(filing, at -> null));
    }

    /** Files a complaint of a consumer about calls to a number that they registered. */
    public Filed file(UUID consumer, Filing filing, @Nullable String address) {
        List<Registration> own = consumers.space(consumer).registrations().stream()
                .filter(one -> filing.number().equals(one.number()))
                .toList();
        if (own.isEmpty()) {
            throw new RefusedException(new ConsumerRefusal.UnknownRegistration());
        }
        UUID id = UUID.randomUUID();
        return file(id, filing, consumer, address, examination.examine(filing, at -> protectedBy(own, at)));
    }

    /** Whether a registration protected its number on the day of a call: from its day of effect to its end. */
    private static boolean protectedBy(List<Registration> registrations, Instant at) {
        return registrations.stream()
                .anyMatch(one -> !LegalCalendar.dayOf(at).isBefore(one.effectiveOn())
                        && (one.end() == null || at.isBefore(one.end().at())));
    }

    private Filed file(
            UUID id, Filing filing, @Nullable UUID consumer, @Nullable String address, CallExamination.Found found) {
        Instant now = now();
        return database.inAccounts(() -> {
            CallingNumber caller = filing.caller();
            ComplaintRows.Calls calls = new ComplaintRows.Calls(
                    database.accountsNumbers().seal(filing.number().e164()),
                    caller == null ? null : caller.sealed(database),
                    filing.calls());
            rows.lock(calls);
            Optional<UUID> again = consumer == null ? Optional.of(id) : rows.again(consumer, calls);
            Optional<Complaint> before = again.flatMap(rows::byId).map(ComplaintRows.Stored::complaint);
            if (before.isPresent()) {
                return new Filed(before.get().id(), before.get().reference(), true);
            }
            ComplaintRows.Beside beside = new ComplaintRows.Beside(
                    rows.first(calls).orElse(null), consumer, found, seal.hide(id, filing.words(), address));
            Reference reference = Reference.random(random);
            while (!rows.insert(id, reference, filing, calls, beside, now)) {
                reference = Reference.random(random);
            }
            rows.step(List.of(id), ComplaintState.RECEIVED, null, now);
            String actor = consumer == null ? "visitor" : "consumer:" + consumer;
            audit.record(new AuditEntry(actor, "complaint.filed", "complaint:" + id, Map.of()));
            return new Filed(id, reference, false);
        });
    }

    /** Asks for news of a new complaint by mail, once: a link goes to the address, and news once it was followed. */
    public void follow(UUID complaint, String typedAddress, Locale locale) {
        String email = EmailAddress.read(typedAddress).text();
        Instant now = now();
        database.runInAccounts(() -> {
            if (rows.followerOf(complaint).isEmpty() && rows.asked(email, now.minus(DAY)) < PER_ADDRESS) {
                Complaint one = stored(complaint).complaint();
                rows.follow(complaint, email, locale, now);
                String link = links.address(ComplaintLinks.ADDRESS_PATH, links.proof(complaint, email));
                outbox.put(new Outbox.Message(
                        email,
                        locale,
                        "complaint/follow",
                        Map.of("reference", one.reference().spelled(), "link", link)));
            }
        });
    }

    /** The token of the secret link that shows a complaint; for its own complainant. */
    public String token(UUID complaint) {
        return links.token(complaint);
    }

    /** The complaint that a secret link shows. */
    public Complaint shown(String token) {
        return named(stored(links.shown(token)));
    }

    /** Whether the link of a mail would prove the address that it went to. */
    public boolean canProve(String token) {
        UUID id = ComplaintLinks.id(token);
        Optional<String> email = rows.followerOf(id);
        email.ifPresent(one -> links.requireProof(token, id, one));
        return email.isPresent();
    }

    /** Proves the address that the link of a mail went to; answers the token that shows the complaint. The second click does nothing. */
    public String prove(String token) {
        if (!canProve(token)) {
            throw new RefusedException(new ComplaintRefusal.UnknownComplaint());
        }
        UUID id = ComplaintLinks.id(token);
        rows.prove(id, now());
        return links.token(id);
    }

    /** Ends news by mail, and forgets the address. */
    public void unfollow(String token) {
        rows.unfollow(links.shown(token));
    }

    /** A consumer's own complaints, the latest first, at most {@value #MAX_SHOWN}. */
    public List<Complaint.Summary> of(UUID consumer) {
        return rows.of(consumer, MAX_SHOWN);
    }

    /** All of a consumer's own complaints in full, for the export of their data. */
    public List<Complaint> export(UUID consumer) {
        return database.inAccounts(() -> rows.of(consumer, Integer.MAX_VALUE).stream()
                .map(one -> one(consumer, one.id()))
                .toList());
    }

    /** One of a consumer's own; refuses another person's as one that is not there. */
    public Complaint one(UUID consumer, UUID complaint) {
        return rows.byId(complaint)
                .filter(stored -> consumer.equals(stored.consumer()))
                .map(this::named)
                .orElseThrow(() -> new RefusedException(new ComplaintRefusal.UnknownComplaint()));
    }

    /**
     * Detaches a consumer from their complaints. Number and texts go too, of a complaint in a case once that is closed (RGPD art. 17
     * § 3 e); the calling number, the time and the outcome stay.
     */
    public void erase(UUID consumer) {
        database.runInAccounts(() -> {
            if (rows.erase(consumer) > 0) {
                audit.record(
                        new AuditEntry("consumer:" + consumer, "complaint.erased", "consumer:" + consumer, Map.of()));
            }
        });
    }

    /** Forgets what was kept long enough; returns how many rows. */
    public int forget() {
        Instant now = now();
        return database.inAccounts(() -> rows.forgetErased()
                + rows.forgetSigns(now.minus(SIGNS_KEPT))
                + rows.forgetDays(LegalCalendar.dayOf(now).minusDays(DAYS_COUNTED))
                + rows.forgetFollowers(now.minus(UNPROVED_KEPT), now.minus(SIGNS_KEPT))
                + rows.forget(LegalCalendar.startOf(LegalCalendar.dayOf(now).minus(ComplaintDraft.MAX_AGE))));
    }

    private ComplaintRows.Stored stored(UUID id) {
        return rows.byId(id).orElseThrow(() -> new RefusedException(new ComplaintRefusal.UnknownComplaint()));
    }

    /** With the company's name, after a sanction alone. */
    private Complaint named(ComplaintRows.Stored stored) {
        Complaint one = stored.complaint();
        UUID company = stored.company();
        if (company == null || one.steps().getLast().reason() != ClosingReason.SANCTIONED) {
            return one;
        }
        String name = companies.find(Set.of(company), Set.of()).stream()
                .map(Company.Named::name)
                .findFirst()
                .orElse(null);
        return one.with(one.steps(), name);
    }

    /** To the microsecond, which is what the database keeps. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
