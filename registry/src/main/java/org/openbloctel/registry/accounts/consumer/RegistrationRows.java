package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.consumer.Acts.Origin;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** The rows of registrations. Every method runs in the caller's transaction. Numbers that are bound are sealed. */
interface RegistrationRows {
    static RegistrationRows in(Database database) {
        return database.rows(
                RegistrationRows.class,
                new Reading<>(RegistrationRow.class, Registration.class, row -> row.registration(database)),
                new Reading<>(RegistrationRow.class, Due.class, row -> row.due(database)));
    }

    /** A registration that has a consumer. */
    record Due(UUID consumer, Registration registration) {}

    /** A registration as it stands in its row. */
    record RegistrationRow(
            UUID id,
            RegistrationNumber registrationNumber,
            @Nullable UUID consumer,
            @Nullable UUID number,
            Instant registeredAt,
            LocalDate effectiveOn,
            LocalDate endsOn,
            @Nullable Instant provedAt,
            @Nullable Instant endedAt,
            Registration.@Nullable Because endedBecause) {
        Registration registration(Database database) {
            return new Registration(
                    id,
                    registrationNumber,
                    number == null ? null : PhoneNumber.opened(number, database),
                    registeredAt,
                    effectiveOn,
                    endsOn,
                    OppositionRules.renewal(endsOn),
                    OppositionRules.noticeBy(endsOn),
                    provedAt,
                    endedAt == null || endedBecause == null ? null : new Registration.End(endedAt, endedBecause));
        }

        Due due(Database database) {
            return new Due(Objects.requireNonNull(consumer), registration(database));
        }
    }

    /**
     * Keeps everybody else from adding or ending a registration of this number until the transaction ends: otherwise one could
     * take a number off the list that another has just put on.
     */
    @SqlUpdate(
            "select pg_advisory_xact_lock(hashtextextended('accounts.registration.number:' || cast(:number as text), 0))")
    void lock(UUID number);

    /**
     * Adds a registration under the lock of its number, puts the number on the list, and settles the request that asked for it; empty where
     * the registration's number is taken. One statement: a confirmation is as fast as its round trips are few.
     */
    static Optional<Registration> add(
            Database database, RegistrationNumber name, UUID consumer, PhoneNumber number, Origin origin) {
        UUID id = UUID.randomUUID();
        LocalDate today = LegalCalendar.dayOf(origin.at());
        UUID sealed = number.sealed(database);
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
                .param("lock", "accounts.registration.number:" + sealed)
                .param("id", id)
                .param("registration", name.digits())
                .param("consumer", consumer)
                .param("number", sealed)
                .param("now", Columns.timestamp(origin.at()))
                .param("effective", OppositionRules.effectiveOn(today))
                .param("ends", OppositionRules.endsOn(today, 0))
                .param("proved", proved == null ? null : Columns.timestamp(proved))
                .param("letter", origin.letter())
                .param("request", origin.request())
                .param("listed", database.listNumbers().seal(number.e164()))
                .query((row, n) -> new RegistrationRow(
                                id,
                                name,
                                consumer,
                                sealed,
                                Columns.instant(row, "registered_at"),
                                row.getObject("effective_on", LocalDate.class),
                                row.getObject("ends_on", LocalDate.class),
                                Columns.optionalInstant(row, "proved_at").orElse(null),
                                null,
                                null)
                        .registration(database))
                .optional();
    }

    /** Ends a registration; false when it had ended before. */
    @SqlUpdate("""
            update accounts.registration set ended_at = :now, ended_because = :because
            where id = :id and ended_at is null
            """)
    boolean end(UUID id, Instant now, Registration.Because because);

    @SqlUpdate("update accounts.registration set proved_at = :now where id = :id and ended_at is null")
    void prove(UUID id, Instant now);

    /** Removes every row that names a consumer whose registrations have all ended. */
    default void forget(Consumer consumer) {
        forgetWhose(consumer.id());
        deleteLinks(consumer.email());
        deleteRequests(consumer.email());
        deleteConsumer(consumer.id());
    }

    @SqlUpdate("""
            update accounts.registration set consumer = null, number = null, letter_reference = null
            where consumer = :consumer
            """)
    void forgetWhose(UUID consumer);

    @SqlUpdate("delete from accounts.consumer_link where email = :email")
    void deleteLinks(@Nullable String email);

    @SqlUpdate("delete from accounts.opposition_request where email = :email")
    void deleteRequests(@Nullable String email);

    @SqlUpdate("delete from accounts.consumer where id = :id")
    void deleteConsumer(UUID id);

    /** Whether a living registration, of any consumer, keeps a number on the list. */
    @SqlQuery("select exists (select from accounts.registration where number = :number and ended_at is null)")
    boolean isKept(UUID number);

    @SqlQuery("select distinct number from accounts.registration where number = any(:numbers)")
    Set<UUID> registered(Collection<UUID> numbers);

    /** Those that were proved by a code, or by a letter that the operator entered. */
    @SqlQuery("""
            select distinct number from accounts.registration
            where number = any(:numbers) and (proved_at is not null or letter_reference is not null)
            """)
    Set<UUID> proved(Collection<UUID> numbers);

    /** The registrations of a number, ended or not; each side by its own index. */
    @SqlQuery("""
            select registered_at, effective_on, ended_at from accounts.registration
            where number = :number and ended_at is null
            union all select registered_at, effective_on, ended_at from accounts.registration
            where number = :number and ended_at is not null
            order by registered_at
            """)
    List<NumberHistory.Span> spans(UUID number);

    @SqlQuery("""
            select exists (select from accounts.registration
            where number = :number and consumer = any(:consumers) and proved_at is not null and (ended_at is null or ended_at > :since))
            """)
    boolean isProved(UUID number, Set<UUID> consumers, Instant since);

    /** Changes the list at the end of the transaction, without its lock. */
    @SqlUpdate("select list.later(:act, :listed, :now)")
    void later(String act, UUID listed, Instant now);

    @SqlUpdate("select list.bring(:listed, :now)")
    void bring(UUID listed, Instant now);

    @SqlUpdate("select list.hand_over(:listed, :now)")
    void handOver(UUID listed, Instant now);

    @SqlUpdate("select list.remove(:listed, :now)")
    void remove(UUID listed, Instant now);

    /** Gives the changes that wait their revisions. Everybody who registers waits for it, so that it passes no proxy. */
    static void settle(Database database) {
        database.accounts().sql("select list.settle()").query(Long.class).single();
    }

    @SqlQuery("select * from accounts.registration where id = :id")
    Optional<Registration> byId(UUID id);

    /** A consumer's registration, or the refusal that says there is none: the same for another person's. */
    default Registration of(UUID consumer, UUID id) {
        return find(consumer, id).orElseThrow(() -> new RefusedException(new ConsumerRefusal.UnknownRegistration()));
    }

    @SqlQuery("select * from accounts.registration where id = :id and consumer = :consumer")
    Optional<Registration> find(UUID consumer, UUID id);

    @SqlQuery("""
            select * from accounts.registration
            where consumer = :consumer and number = :number and ended_at is null
            """)
    Optional<Registration> alive(UUID consumer, UUID number);

    default List<Registration> alive(UUID consumer) {
        return all(consumer).stream().filter(Registration::alive).toList();
    }

    /** All of a consumer's, the living first, then by date. */
    @SqlQuery("""
            select * from accounts.registration where consumer = :consumer
            order by ended_at desc nulls first, registered_at, id
            """)
    List<Registration> all(UUID consumer);

    /** The consumer who was the last to prove a number that they have on the list. */
    @SqlQuery("""
            select consumer from accounts.registration
            where number = :number and ended_at is null and proved_at is not null
            order by proved_at desc limit 1
            """)
    Optional<UUID> latestProved(UUID number);

    @SqlQuery("select consumer from accounts.registration where registration_number = :number and consumer is not null")
    Optional<UUID> holder(RegistrationNumber number);

    @SqlQuery("""
            select consumer from accounts.registration r
                join accounts.consumer c on c.id = r.consumer
            where r.registration_number = :number and c.email is null
            """)
    Optional<UUID> holderOnPaper(RegistrationNumber number);

    @SqlUpdate("update accounts.registration set notice_for = ends_on where id = :id")
    void noticed(UUID id);

    @SqlQuery("update accounts.registration set renewals = renewals + 1 where id = :id returning renewals")
    int renew(UUID id);

    @SqlUpdate("update accounts.registration set ends_on = :endsOn where id = :id")
    void setEnd(UUID id, LocalDate endsOn);

    /** Registrations that end up to a day and whose consumer has had no notice of it; locked. */
    @SqlQuery("""
            select * from accounts.registration
            where ended_at is null and ends_on <= :day and notice_for is distinct from ends_on
            order by ends_on limit :limit for update skip locked
            """)
    List<Due> toAnnounce(LocalDate day, int limit);

    /** Registrations that have ended before a day; locked. */
    @SqlQuery("""
            select * from accounts.registration
            where ended_at is null and ends_on < :day
            order by ends_on limit :limit for update skip locked
            """)
    List<Due> ended(LocalDate day, int limit);

    /** Forgets whose a withdrawn registration was, and of which number. */
    @SqlUpdate("""
            update accounts.registration set consumer = null, number = null, letter_reference = null
            where ended_because = 'WITHDRAWN' and number is not null and ended_at < :before
            """)
    int forgetWithdrawn(Instant before);

    @SqlUpdate("delete from accounts.registration where ended_at < :before")
    int forget(Instant before);

    @SqlQuery("select count(*) from accounts.registration where registered_at >= :from and registered_at < :to")
    long countRegistered(Instant from, Instant to);

    /** Counts of the ended ones, by the reason. */
    @SqlQuery("""
            select ended_because as reason, count(*) as registrations from accounts.registration
            where ended_at >= :from and ended_at < :to group by 1
            """)
    @KeyColumn("reason")
    @ValueColumn("registrations")
    Map<String, Long> countEnded(Instant from, Instant to);

    @SqlQuery("select count(distinct consumer) from accounts.registration where ended_at is null")
    long people();

    @SqlQuery("select registered_at from accounts.registration order by registered_at limit 1")
    Optional<Instant> first();
}
