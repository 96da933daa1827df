package org.openbloctel.registry.calls.consent;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.accounts.consumer.Confirmations;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.accounts.consumer.Registration;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * Consents as the holder of a number sees and withdraws them. Invariant: only a number that a code has proved theirs is looked up, for
 * else anybody could register a neighbour's number and read who calls them. A withdrawal holds from its instant on, is audited, and
 * the owners of every company that relied on the consent hear of it. Thread-safe.
 */
public final class NumberConsents implements Confirmations.OlderConsents {
    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Consumers consumers;
    private final ConsentRows rows;
    private final GivenConsents given;
    private final ConsentNews news;

    /** Over this database. */
    public NumberConsents(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            Consumers consumers,
            MasterKeys keys,
            ConsentNews news) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.consumers = consumers;
        this.rows = database.rows(ConsentRows.class);
        this.given = new GivenConsents(database, keys);
        this.news = news;
    }

    /**
     * The consents of a number.
     *
     * @param number the number
     * @param consents by company, the latest first
     */
    public record OfNumber(PhoneNumber number, List<GivenConsent> consents) {
        /** Copies the list. */
        public OfNumber {
            consents = List.copyOf(consents);
        }
    }

    /** The consents of each number that is proved to be this consumer's. */
    public List<OfNumber> of(UUID consumer) {
        return proved(consumer).stream()
                .map(number -> new OfNumber(number, of(print(number))))
                .toList();
    }

    /** One of them. */
    public GivenConsent one(UUID consumer, UUID consent) {
        return one(prints(consumer), consent);
    }

    /** Withdraws one of them. The second of two clicks does nothing. */
    public GivenConsent withdraw(UUID consumer, UUID consent) {
        return withdraw(prints(consumer), consent, "consumer:" + consumer);
    }

    /** Withdraws all of them; answers how many. */
    public int withdrawAll(UUID consumer) {
        return withdrawAll(prints(consumer), "consumer:" + consumer);
    }

    @Override
    public int withdrawOlder(UUID consumer, UUID registration) {
        Registration registered = consumers.registration(consumer, registration);
        PhoneNumber number = registered.number();
        return number == null || !registered.alive() || registered.provedAt() == null
                ? 0
                : withdrawAll(List.of(print(number)), "consumer:" + consumer);
    }

    /** Says that one of them was given. The second of two clicks does nothing. */
    public GivenConsent confirm(UUID consumer, UUID consent) {
        return confirm(prints(consumer), consent, "consumer:" + consumer);
    }

    private List<PhoneNumber> proved(UUID consumer) {
        return consumers.space(consumer).living().stream()
                .filter(registration -> registration.provedAt() != null)
                .map(Registration::number)
                .filter(Objects::nonNull)
                .toList();
    }

    private List<byte[]> prints(UUID consumer) {
        return proved(consumer).stream().map(this::print).toList();
    }

    List<GivenConsent> of(byte[] number) {
        return given.of(number);
    }

    Optional<GivenConsent> byId(UUID consent) {
        return given.find(consent);
    }

    /** Withdraws one of any holder; the second time does nothing. */
    void withdrawById(UUID consent, String actor) {
        database.runInAccounts(() -> {
            boolean open = rows.withdraw(consent, clock.instant());
            if (open) {
                news.withdrawn(List.of(consent), actor, null);
            }
        });
    }

    GivenConsent one(List<byte[]> numbers, UUID consent) {
        return numbers.stream()
                .flatMap(number -> of(number).stream())
                .filter(given -> given.id().equals(consent))
                .findFirst()
                .orElseThrow(() -> new RefusedException(new RequestRefusal.NotFound()));
    }

    GivenConsent withdraw(List<byte[]> numbers, UUID consent, String actor) {
        one(numbers, consent);
        withdrawById(consent, actor);
        return one(numbers, consent);
    }

    /** Only for a number that a code proved: a link is in the hands of the company, whose claim is to be confirmed. */
    GivenConsent confirm(List<byte[]> numbers, UUID consent, String actor) {
        one(numbers, consent);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        database.inAccounts(() -> {
            if (rows.confirm(consent, now)) {
                audit.record(new AuditEntry(
                        actor,
                        "consent.confirmed",
                        "company:" + rows.principal(consent),
                        Map.of("consent", consent.toString())));
                news.confirmed(one(numbers, consent), now);
                return true;
            }
            if (!one(numbers, consent).confirmed()) {
                throw new RefusedException(new LawRefusal.ConsentNotConfirmable());
            }
            return false;
        });
        return one(numbers, consent);
    }

    /** Before anything else is locked: writers of claims hold this lock while they wait for the audit trail. */
    @Override
    public void lockWithdrawals() {
        rows.lockWithdrawals();
    }

    int withdrawAll(List<byte[]> numbers, String actor) {
        return database.inAccounts(() -> {
            List<UUID> withdrawn = rows.withdraw(numbers, null, clock.instant());
            if (!withdrawn.isEmpty()) {
                news.withdrawn(withdrawn, actor, null);
            }
            return withdrawn.size();
        });
    }

    /** In turn for each number, until the transaction ends. */
    void lock(byte[] number) {
        rows.lock(number);
    }

    byte[] print(PhoneNumber number) {
        return given.print(number.e164());
    }
}
