package org.openbloctel.registry.accounts.consumer;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.CommitGroup;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.NumberPermutation;
import org.springframework.jdbc.core.RowMapper;

/**
 * The rows of registrations, and the list beside them. Every method runs in the caller's transaction. Locks are taken in one
 * order: the consumer's row, then the numbers in ascending order, then the list.
 *
 * <p>A change of the list by a registration takes no lock of the list: it is a row that waits ({@code list.waiting}), and gets its revision
 * right after the commit, with those of other transactions, before the caller's transaction returns. The lock of the number keeps
 * such changes in their order.
 */
final class RegistrationRows {
    private final Database database;
    private final SecureRandom random = new SecureRandom();
    private final CommitGroup<Boolean> settling;

    RegistrationRows(Database database) {
        this.database = database;
        this.settling = database.group("list", () -> CommitGroup.required(changes -> settle()));
    }

    /**
     * Keeps everybody else from adding or ending a registration of this number until the transaction ends: otherwise one could
     * take a number off the list that another has just put on.
     */
    void lock(PhoneNumber number) {
        database.accounts()
                .sql("select pg_advisory_xact_lock(hashtextextended(:lock, 0))")
                .param("lock", lockName(number))
                .query((row, n) -> n)
                .list();
    }

    /**
     * Adds a registration under the lock of its number, puts the number on the list, and settles the request that asked for it. One
     * statement: a confirmation is as fast as its round trips are few.
     */
    Registration add(UUID consumer, PhoneNumber number, Origin origin) {
        UUID id = UUID.randomUUID();
        // Eleven random digits: a second try is for the one time in a century when a number is taken.
        Optional<Registration> inserted;
        do {
            inserted = insert(id, consumer, number, origin);
        } while (inserted.isEmpty());
        awaitList();
        return inserted.get();
    }

    private Optional<Registration> insert(UUID id, UUID consumer, PhoneNumber number, Origin origin) {
        LocalDate today = LegalCalendar.dayOf(origin.at());
        Instant proved = origin.provedAt();
        return database.accounts()
                .sql("""
                        with locked as materialized (
                                select pg_advisory_xact_lock(hashtextextended(:lock, 0))),
                            made as (
                                insert into accounts.registration (id, registration_number, consumer, number, registered_at,
                                    effective_on, ends_on, proved_at, letter_reference)
                                select :id, :registration, :consumer, :number, :now, :effective, :ends,
                                    cast(:proved as timestamptz), cast(:letter as text) from locked
                                on conflict (registration_number) do nothing
                                returning *),
                            settled as (
                                update accounts.opposition_request q
                                set consumer = made.consumer, settled_at = made.registered_at, registration = made.id
                                from made where q.id = cast(:request as uuid))
                        select made.*, list.later('oppose', :listed, :now) from made
                        """)
                .param("lock", lockName(number))
                .param("id", id)
                .param("registration", RegistrationNumber.random(random).digits())
                .param("consumer", consumer)
                .param("number", sealed(number))
                .param("now", origin.at().atOffset(ZoneOffset.UTC))
                .param("effective", OppositionRules.effectiveOn(today))
                .param("ends", OppositionRules.endsOn(today, 0))
                .param("proved", proved == null ? null : proved.atOffset(ZoneOffset.UTC))
                .param("letter", origin.letter())
                .param("request", origin.request())
                .param("listed", database.listNumbers().seal(number.e164()))
                .query(this::read)
                .optional();
    }

    /** Ends a registration; false when it had ended before. */
    boolean end(UUID id, Instant now, Registration.Because because) {
        return database.accounts()
                        .sql("""
                                update accounts.registration set ended_at = :now, ended_because = :endedBecause
                                where id = :id and ended_at is null
                                """)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("endedBecause", because.name())
                        .param("id", id)
                        .update()
                == 1;
    }

    void prove(UUID id, Instant now) {
        database.accounts()
                .sql("update accounts.registration set proved_at = :now where id = :id and ended_at is null")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    /** Removes every row that names a consumer whose registrations have all ended. */
    void forget(Consumer consumer) {
        database.accounts().sql("""
                        update accounts.registration set consumer = null, number = null, letter_reference = null
                        where consumer = :consumer
                        """).param("consumer", consumer.id()).update();
        database.accounts()
                .sql("delete from accounts.consumer_link where email = :email")
                .param("email", consumer.email())
                .update();
        database.accounts()
                .sql("delete from accounts.opposition_request where email = :email")
                .param("email", consumer.email())
                .update();
        database.accounts()
                .sql("delete from accounts.consumer where id = :id")
                .param("id", consumer.id())
                .update();
    }

    /** Puts a number on the list for the operator: the end of a registration does not take it off. Locks the list. */
    void bring(PhoneNumber number, Instant now) {
        change("bring", number, now);
    }

    /**
     * Takes a number off the list after a registration ended, unless another one keeps it there, or the operator brought it. Each is as
     * much work, so that the time taken does not show which it was.
     */
    void withdraw(PhoneNumber number, Instant now) {
        later(isKept(number) ? "oppose" : "withdraw", number, now);
    }

    /** Takes a number off the list even if the operator brought it, unless a registration keeps it there. */
    void remove(PhoneNumber number, Instant now) {
        later(isKept(number) ? "hand_over" : "remove", number, now);
    }

    /** The same with the list locked: for the operator, who holds no lock of the number. */
    void removeAtOnce(PhoneNumber number, Instant now) {
        change(isKept(number) ? "hand_over" : "remove", number, now);
    }

    /** Returns from the transaction only when all changes that were committed before it have their revisions. */
    void awaitList() {
        database.afterCommit(settling, true);
    }

    /** Gives revisions to all changes that wait. */
    void settle() {
        database.accounts().sql("select list.settle()").query(Long.class).single();
    }

    /** Whether a living registration, of any consumer, keeps a number on the list. */
    boolean isKept(PhoneNumber number) {
        return database.accounts()
                .sql("select exists (select from accounts.registration where number = :number and ended_at is null)")
                .param("number", sealed(number))
                .query(Boolean.class)
                .single();
    }

    Set<Long> registered(Collection<Long> e164s) {
        return registered(e164s, "true");
    }

    /** Those that were proved by a code, or by a letter that the operator entered. */
    Set<Long> proved(Collection<Long> e164s) {
        return registered(e164s, "(proved_at is not null or letter_reference is not null)");
    }

    /** The registrations of a number, ended or not; each side by its own index. */
    List<RegistrationSpan> spans(PhoneNumber number) {
        return database.accounts()
                .sql("""
                        select registered_at, effective_on, ended_at from accounts.registration
                        where number = :number and ended_at is null
                        union all select registered_at, effective_on, ended_at from accounts.registration
                        where number = :number and ended_at is not null
                        order by registered_at
                        """)
                .param("number", sealed(number))
                .query((row, n) -> new RegistrationSpan(
                        Columns.instant(row, "registered_at"),
                        row.getObject("effective_on", LocalDate.class),
                        Columns.optionalInstant(row, "ended_at").orElse(null)))
                .list();
    }

    boolean isProved(PhoneNumber number, Set<UUID> consumers, Instant since) {
        return database.accounts()
                .sql("""
                        select exists (select from accounts.registration
                        where number = :number and consumer = any(:consumers) and proved_at is not null
                            and (ended_at is null or ended_at > :since))
                        """)
                .param("number", sealed(number))
                .param("consumers", consumers.toArray(UUID[]::new))
                .param("since", Columns.timestamp(since))
                .query(Boolean.class)
                .single();
    }

    private Set<Long> registered(Collection<Long> e164s, String condition) {
        NumberPermutation numbers = database.accountsNumbers();
        return database
                .accounts()
                .sql("select distinct number from accounts.registration where number = any(:numbers) and " + condition)
                .param("numbers", e164s.stream().map(numbers::seal).toArray(UUID[]::new))
                .query(UUID.class)
                .stream()
                .map(numbers::open)
                .collect(Collectors.toUnmodifiableSet());
    }

    private String lockName(PhoneNumber number) {
        return "accounts.registration.number:" + sealed(number);
    }

    private UUID sealed(PhoneNumber number) {
        return database.accountsNumbers().seal(number.e164());
    }

    private void later(String act, PhoneNumber number, Instant now) {
        database.accounts()
                .sql("select list.later(:act, :sealed, :now)")
                .param("act", act)
                .param("sealed", database.listNumbers().seal(number.e164()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> n)
                .list();
        awaitList();
    }

    private void change(String function, PhoneNumber number, Instant now) {
        database.accounts()
                .sql("select list." + function + "(:sealed, :now)")
                .param("sealed", database.listNumbers().seal(number.e164()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    Optional<Registration> byId(UUID id) {
        return database.accounts()
                .sql("select * from accounts.registration where id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    /** A consumer's registration, or the refusal that says there is none: the same for another person's. */
    Registration of(UUID consumer, UUID id) {
        return database.accounts()
                .sql("select * from accounts.registration where id = :id and consumer = :consumer")
                .param("id", id)
                .param("consumer", consumer)
                .query(this::read)
                .optional()
                .orElseThrow(() -> new RefusedException(new ConsumerRefusal.UnknownRegistration()));
    }

    Optional<Registration> alive(UUID consumer, PhoneNumber number) {
        return database.accounts()
                .sql("""
                        select * from accounts.registration
                        where consumer = :consumer and number = :number and ended_at is null
                        """)
                .param("consumer", consumer)
                .param("number", sealed(number))
                .query(this::read)
                .optional();
    }

    List<Registration> alive(UUID consumer) {
        return all(consumer).stream().filter(Registration::alive).toList();
    }

    /** All of a consumer's, the living first, then by date. */
    List<Registration> all(UUID consumer) {
        return database.accounts()
                .sql("""
                        select * from accounts.registration where consumer = :consumer
                        order by ended_at desc nulls first, registered_at, id
                        """)
                .param("consumer", consumer)
                .query(this::read)
                .list();
    }

    Registration read(ResultSet row, int n) throws SQLException {
        UUID number = row.getObject("number", UUID.class);
        LocalDate endsOn = row.getObject("ends_on", LocalDate.class);
        Instant endedAt = Columns.optionalInstant(row, "ended_at").orElse(null);
        return new Registration(
                row.getObject("id", UUID.class),
                new RegistrationNumber(row.getString("registration_number")),
                number == null
                        ? null
                        : new PhoneNumber(database.accountsNumbers().open(number)),
                Columns.instant(row, "registered_at"),
                row.getObject("effective_on", LocalDate.class),
                endsOn,
                OppositionRules.renewal(endsOn),
                OppositionRules.noticeBy(endsOn),
                Columns.optionalInstant(row, "proved_at").orElse(null),
                endedAt == null
                        ? null
                        : new Registration.End(endedAt, Registration.Because.valueOf(row.getString("ended_because"))));
    }

    /** The consumer who was the last to prove a number that they have on the list. */
    Optional<UUID> latestProved(PhoneNumber number) {
        return database.accounts()
                .sql("""
                        select consumer from accounts.registration
                        where number = :number and ended_at is null and proved_at is not null
                        order by proved_at desc limit 1
                        """)
                .param("number", sealed(number))
                .query(UUID.class)
                .optional();
    }

    Optional<UUID> holder(String number) {
        return database.accounts()
                .sql("""
                        select consumer from accounts.registration
                        where registration_number = :registrationNumber and consumer is not null
                        """)
                .param("registrationNumber", number)
                .query(UUID.class)
                .optional();
    }

    Optional<UUID> holderOnPaper(String number) {
        return database.accounts()
                .sql("""
                        select consumer from accounts.registration r
                            join accounts.consumer c on c.id = r.consumer
                        where r.registration_number = :registrationNumber and c.email is null
                        """)
                .param("registrationNumber", number)
                .query(UUID.class)
                .optional();
    }

    void noticed(UUID id) {
        database.accounts()
                .sql("update accounts.registration set notice_for = ends_on where id = :id")
                .param("id", id)
                .update();
    }

    int renew(UUID id) {
        return database.accounts()
                .sql("update accounts.registration set renewals = renewals + 1 where id = :id returning renewals")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    void setEnd(UUID id, LocalDate endsOn) {
        database.accounts()
                .sql("update accounts.registration set ends_on = :endsOn where id = :id")
                .param("endsOn", endsOn)
                .param("id", id)
                .update();
    }

    /** Registrations that end up to a day and whose consumer has had no notice of it; locked. */
    <T> List<T> toAnnounce(LocalDate day, int limit, RowMapper<T> due) {
        return due("ends_on <= :day and notice_for is distinct from ends_on", day, limit, due);
    }

    /** Registrations that have ended before a day; locked. */
    <T> List<T> ended(LocalDate day, int limit, RowMapper<T> due) {
        return due("ends_on < :day", day, limit, due);
    }

    private <T> List<T> due(String condition, LocalDate day, int limit, RowMapper<T> due) {
        return database.accounts()
                .sql("""
                        select * from accounts.registration
                        where ended_at is null and %s
                        order by ends_on
                        limit :limit
                        for update skip locked
                        """.formatted(condition))
                .param("day", day)
                .param("limit", limit)
                .query(due)
                .list();
    }

    /** Forgets whose a withdrawn registration was, and of which number. */
    int forgetWithdrawn(Instant before) {
        return database.accounts()
                .sql("""
                        update accounts.registration set consumer = null, number = null, letter_reference = null
                        where ended_because = 'WITHDRAWN' and number is not null and ended_at < :before
                        """)
                .param("before", Columns.timestamp(before))
                .update();
    }

    int forget(Instant before) {
        return database.accounts()
                .sql("delete from accounts.registration where ended_at < :before")
                .param("before", Columns.timestamp(before))
                .update();
    }
}
