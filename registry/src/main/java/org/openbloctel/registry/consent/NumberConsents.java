package org.openbloctel.registry.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.audit.AuditEntry;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.call.NumberPrints;
import org.openbloctel.registry.consumer.Consumers;
import org.openbloctel.registry.consumer.PhoneNumber;
import org.openbloctel.registry.consumer.Registration;
import org.openbloctel.registry.database.Columns;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.refusal.LawRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.openbloctel.registry.vault.MasterKeys;

/**
 * Consents as whoever holds a number sees and withdraws them. Invariant: only a number that a code has proved theirs is looked up, for
 * else anybody could register a neighbour's number and read who calls them. A withdrawal holds from its instant on, is audited, and
 * the owners of every company that relied on the consent hear of it. Thread-safe.
 */
public final class NumberConsents {
    static final String CONSENTS = "select c.*, p.name as principal_name, p.siren, r.name as recorder, array(select"
            + " coalesce((select name from accounts.company where siren = t.siren and state = 'VERIFIED')"
            + " || ', ', '') || 'SIREN ' || t.siren from unnest(c.third_parties) as t (siren)) as third"
            + " from accounts.consent c join accounts.company p on p.id = c.principal"
            + " left join accounts.company r on r.id = c.recorded_by";

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Consumers consumers;
    private final NumberPrints prints;
    private final ConsentRows rows;
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
        this.prints = new NumberPrints(database, keys);
        this.rows = new ConsentRows(database);
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

    /** Withdraws all that one of their registered numbers gave until now, if a code proved the number; answers how many. */
    int withdrawOlder(UUID consumer, UUID registration) {
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
        return database.accounts()
                .sql(CONSENTS + " where c.number = ? order by p.name, p.siren, c.given_at desc, c.seq desc")
                .param(number)
                .query(NumberConsents::given)
                .list();
    }

    Optional<GivenConsent> byId(UUID consent) {
        return database.accounts()
                .sql(CONSENTS + " where c.id = ?")
                .param(consent)
                .query(NumberConsents::given)
                .optional();
    }

    /** Withdraws one, whoever's it is; the second time does nothing. */
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
    void lockWithdrawals() {
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
        database.accounts()
                .sql("select pg_advisory_xact_lock(hashtextextended(encode(?, 'hex'), 0))")
                .param(number)
                .query((row, n) -> n)
                .single();
    }

    byte[] print(PhoneNumber number) {
        return prints.printer().print(Consents.ALL, number.e164());
    }

    static GivenConsent given(ResultSet row, int n) throws SQLException {
        return new GivenConsent(
                row.getObject("id", UUID.class),
                row.getString("principal_name"),
                row.getString("siren"),
                Columns.texts(row, "third"),
                Columns.texts(row, "third_parties"),
                row.getString("recorder"),
                row.getString("reference"),
                row.getString("goods"),
                Consents.sectors(row),
                row.getString("shown_text"),
                row.getString("channel"),
                row.getString("evidence"),
                Columns.instant(row, "given_at"),
                Columns.instant(row, "until"),
                Columns.instant(row, "recorded_at"),
                Columns.optionalInstant(row, "withdrawn_at").orElse(null),
                Columns.optionalInstant(row, "confirmed_at").orElse(null),
                Columns.optionalInstant(row, "completed_at").orElse(null));
    }

}
