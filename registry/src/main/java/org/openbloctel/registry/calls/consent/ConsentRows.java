package org.openbloctel.registry.calls.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.platform.database.InParts;

/**
 * Writes consents that companies claim, {@value #BATCH} a statement: line by line, a hundred thousand take as many journeys to the
 * database. Rows are written in the order of their references, so that two requests of one company wait for each other and never both.
 * Withdraws them: what was given before a withdrawal does not hold, even if it is claimed afterwards or at the same moment. Inserts those
 * that people give here themselves.
 */
interface ConsentRows {
    int BATCH = 1_000;

    /** Shared by writers of claims, exclusive for withdrawals: neither overlooks the other. Any number that no other lock has. */
    long WITHDRAWING = 0x636f6e73656e74L;

    String ROWS = """
            from unnest(cast(:rows.ids as uuid[]), cast(:rows.principals as uuid[]), cast(:rows.references as text[]),
                cast(:rows.numbers as bytea[]), cast(:rows.third as text[]), cast(:rows.goods as text[]),
                cast(:rows.sectors as text[]), cast(:rows.subjects as text[]), cast(:rows.texts as text[]), cast(:rows.channels as text[]),
                cast(:rows.evidence as text[]), cast(:rows.given as timestamptz[]),
                cast(:rows.until as timestamptz[])) with ordinality as r (id, principal, reference, number, third,
                goods, sectors, subject, shown_text, channel, evidence, given_at, until, place)
            """;

    /** A claim that was read. */
    @SuppressWarnings("ArrayRecordComponent") // handed to the database, never compared
    record Row(
            UUID id,
            UUID principal,
            String reference,
            byte[] number,
            List<String> thirdParties,
            String goods,
            Set<Sector> sectors,
            @Nullable Subject subject,
            String text,
            String channel,
            String evidence,
            Instant givenAt,
            Instant until) {
        String sectorCodes() {
            return sectors.stream().sorted().map(Sector::code).collect(Collectors.joining(","));
        }
    }

    /** Claims of one statement, column by column. */
    record Table(
            List<UUID> ids,
            List<UUID> principals,
            List<String> references,
            List<byte[]> numbers,
            List<String> third,
            List<String> goods,
            List<String> sectors,
            List<@Nullable String> subjects,
            List<String> texts,
            List<String> channels,
            List<String> evidence,
            List<Instant> given,
            List<Instant> until) {
        static Table of(List<Row> rows) {
            return new Table(
                    column(rows, Row::id),
                    column(rows, Row::principal),
                    column(rows, Row::reference),
                    column(rows, Row::number),
                    column(rows, row -> String.join(",", row.thirdParties())),
                    column(rows, Row::goods),
                    column(rows, Row::sectorCodes),
                    column(
                            rows,
                            row -> row.subject() == null ? null : row.subject().id()),
                    column(rows, Row::text),
                    column(rows, Row::channel),
                    column(rows, Row::evidence),
                    column(rows, Row::givenAt),
                    column(rows, Row::until));
        }

        private static <T extends @Nullable Object> List<T> column(List<Row> rows, Function<Row, T> column) {
            return rows.stream().map(column).toList();
        }
    }

    /**
     * What became of a row.
     *
     * @param id of the consent; null when its reference is another consent's, or that of a closed one
     * @param known whether it was there before
     * @param completed whether it was there before without its sectors or its subject, which the row has told
     * @param closed whether it names no subject and cannot be given the row's, since the person confirmed or withdrew it
     */
    record Kept(@Nullable UUID id, boolean known, boolean completed, boolean closed) {}

    /** The consent that was there before under the reference of a row, by the row's place from 1. */
    record Before(int place, UUID id, boolean open, boolean closed) {
        Kept kept() {
            return closed ? new Kept(null, false, false, true) : new Kept(id, true, open, false);
        }
    }

    /**
     * Writes what is new, in the open transaction; answers for each in its order. Of several with one reference the first is written,
     * and the others are compared with it.
     */
    default List<Kept> write(UUID company, String actor, List<Row> rows, Instant now) {
        lockClaims();
        Kept[] kept = new Kept[rows.size()];
        List<Integer> places = IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparing(place -> rows.get(place).reference()))
                .toList();
        for (int from = 0; from < places.size(); from += BATCH) {
            List<Integer> some = places.subList(from, Math.min(from + BATCH, places.size()));
            Set<UUID> made = insert(company, table(rows, some), now);
            List<Integer> others = new ArrayList<>();
            for (int place : some) {
                UUID id = rows.get(place).id();
                kept[place] = new Kept(made.contains(id) ? id : null, false, false, false);
                if (kept[place].id() == null) {
                    others.add(place);
                }
            }
            if (!others.isEmpty()) {
                compare(company, table(rows, others))
                        .forEach(before -> kept[others.get(before.place() - 1)] = before.kept());
                complete(others, actor, rows, now, kept);
            }
        }
        return Arrays.asList(kept);
    }

    private static Table table(List<Row> rows, List<Integer> places) {
        return Table.of(places.stream().map(rows::get).toList());
    }

    @SqlQuery("insert into accounts.consent (id, principal, recorded_by, reference, number, third_parties, goods,"
            + " sectors, subject, shown_text, channel, evidence, given_at, until, recorded_at, withdrawn_at) select id,"
            + " principal, :by, reference, number, string_to_array(third, ','), goods,"
            + " string_to_array(sectors, ','), subject, shown_text,"
            + " channel, evidence, given_at, until, :now, (select max(w.withdrawn_at) from"
            + " accounts.consent_withdrawal w where w.number = r.number and w.withdrawn_at >= r.given_at"
            + " and (w.principal is null or w.principal = r.principal))" + ROWS
            + " order by place on conflict (recorded_by, reference) do nothing returning id")
    Set<UUID> insert(UUID by, Table rows, Instant now);

    /**
     * The same claim again is known; another one under the same name is not. One look into the index of references for each row: joined freely,
     * the whole table is read for each thousand.
     */
    @SqlQuery("select place, c.id, c.sectors = '{}' or (c.subject is null and r.subject is not null) as open,"
            + " c.subject is null and r.subject is not null"
            + " and (c.confirmed_at is not null or c.withdrawn_at is not null) as closed "
            + ROWS
            + " cross join lateral (select * from accounts.consent where"
            + " recorded_by = :by and reference = r.reference offset 0) c"
            + " where (c.principal, c.number, c.goods, c.shown_text, c.channel, c.evidence, c.given_at, c.until)"
            + " = (r.principal, r.number, r.goods, r.shown_text, r.channel, r.evidence, r.given_at, r.until)"
            + " and c.third_parties <@ string_to_array(r.third, ',')"
            + " and c.third_parties @> string_to_array(r.third, ',')"
            + " and (c.sectors = string_to_array(r.sectors, ',') or c.sectors = '{}')"
            + " and (r.subject is null or c.subject is null or c.subject = r.subject)")
    List<Before> compare(UUID by, Table rows);

    /** A consent of before that its company claims again, with the sectors or the subject that it lacked, has them from now on. */
    private void complete(List<Integer> places, String actor, List<Row> rows, Instant now, Kept[] kept) {
        for (int place : places) {
            UUID id = kept[place].id();
            if (kept[place].completed() && id != null) {
                Row row = rows.get(place);
                boolean sectors = complete(id, row.sectorCodes(), now);
                boolean subject = row.subject() != null && nameSubject(id, row.subject(), actor, now);
                kept[place] = new Kept(id, true, sectors || subject, false);
            }
        }
    }

    /** Names the subject of a consent that names none, and its sector where it lacks one, in the open transaction; whether it could be named. */
    @SqlUpdate("""
            update accounts.consent set subject = :subject.id, subject_at = :now, subject_by = :by,
                sectors = case when sectors = '{}' then array[:subject.sector.code] else sectors end,
                completed_at = case when sectors = '{}' then :now else completed_at end
            where id = :id and subject is null and (sectors = '{}' or :subject.sector.code = any(sectors))
                and recorded_by is not null and confirmed_at is null and withdrawn_at is null
            """)
    boolean nameSubject(UUID id, Subject subject, String by, Instant now);

    /** Gives a consent the sectors that it lacks, in the open transaction; whether it lacked them. */
    @SqlUpdate("""
            update accounts.consent set sectors = string_to_array(:sectors, ','), completed_at = :now
            where id = :id and sectors = '{}' and confirmed_at is null and withdrawn_at is null
            """)
    boolean complete(UUID id, String sectors, Instant now);

    /** Marks a consent as confirmed by the person, in the open transaction; whether it was open, complete and not yet confirmed. */
    default boolean confirm(UUID consent, Instant now) {
        lockWithdrawals();
        return setConfirmed(consent, now);
    }

    @SqlUpdate("""
            update accounts.consent set confirmed_at = :now
            where id = :id and confirmed_at is null and withdrawn_at is null and until > :now and sectors <> '{}'
            """)
    boolean setConfirmed(UUID id, Instant now);

    @SqlQuery("select principal from accounts.consent where id = :consent")
    UUID principal(UUID consent);

    @SqlUpdate("select pg_advisory_xact_lock_shared(" + WITHDRAWING + ")")
    void lockClaims();

    /** Taken before anything else that others may hold while they wait for it. */
    @SqlUpdate("select pg_advisory_xact_lock(" + WITHDRAWING + ")")
    void lockWithdrawals();

    /**
     * Withdraws all that is open, in the open transaction, and remembers it for what is claimed later; answers the consents.
     *
     * @param numbers of these prints
     * @param principal given to this company; null for any
     */
    default List<UUID> withdraw(List<byte[]> numbers, @Nullable UUID principal, Instant now) {
        lockWithdrawals();
        numbers.forEach(number -> remember(number, principal, now));
        return setWithdrawn(numbers, principal, now);
    }

    @SqlQuery("""
            update accounts.consent set withdrawn_at = :now
            where number = any(cast(:numbers as bytea[])) and withdrawn_at is null and until > :now
                and (cast(:principal as uuid) is null or principal = :principal)
            returning id
            """)
    List<UUID> setWithdrawn(List<byte[]> numbers, @Nullable UUID principal, Instant now);

    /** How many consents that were given to others name a company, by its SIREN, and hold for it. */
    @SqlQuery("""
            select count(*) from accounts.consent c
            where c.number = :number and c.principal <> :company and :siren = any(c.third_parties)
                and c.withdrawn_at is null and c.until > :now
                and not exists (select from accounts.consent_withdrawal w where w.number = c.number
                    and w.principal = :company and w.withdrawn_at >= greatest(c.given_at, c.confirmed_at))
            """)
    int naming(byte[] number, UUID company, String siren, Instant now);

    /**
     * Withdraws one, in the open transaction; whether it was open. The others that its number gave to the company and that are known stay. What
     * the company claims later of the time before does not hold, and what others were given before and names it: a person who withdraws one
     * need not know how many are still to be claimed.
     */
    default boolean withdraw(UUID consent, Instant now) {
        lockWithdrawals();
        Optional<Withdrawn> open = setWithdrawn(consent, now);
        open.ifPresent(one -> remember(one.number(), one.principal(), now));
        return open.isPresent();
    }

    @SuppressWarnings("ArrayRecordComponent") // handed to the database, never compared
    record Withdrawn(byte[] number, UUID principal) {}

    @SqlQuery("""
            update accounts.consent set withdrawn_at = :now
            where id = :id and withdrawn_at is null and until > :now
            returning number, principal
            """)
    Optional<Withdrawn> setWithdrawn(UUID id, Instant now);

    @SqlUpdate("""
            insert into accounts.consent_withdrawal (number, principal, withdrawn_at)
            values (:number, :principal, :now)
            on conflict (number, principal) do update set withdrawn_at = greatest(consent_withdrawal.withdrawn_at, excluded.withdrawn_at)
            """)
    void remember(byte[] number, @Nullable UUID principal, Instant now);

    @SqlQuery("select exists (select from accounts.consent where id = :id and recorded_by = :company)")
    boolean isRecordedBy(UUID company, UUID id);

    /** Of some digests those under which the company recorded so many consents or more. */
    @SqlQuery("""
            select d from unnest(cast(:digests as text[])) as u (d)
            where (select count(*) from (
                select from accounts.consent
                where recorded_by = :company and evidence = d
                limit :many) c) = :many
            """)
    Set<String> repeated(UUID company, Set<String> digests, int many);

    /** In turn for each number, until the transaction ends. */
    @SqlUpdate("select pg_advisory_xact_lock(hashtextextended(encode(:number, 'hex'), 0))")
    void lock(byte[] number);

    /**
     * A consent by the companies that it names.
     *
     * @param recordedBy null for one that the person gave here
     */
    record Parties(
            UUID id,
            String reference,
            UUID principal,
            @Nullable UUID recordedBy,
            List<String> thirdParties) {}

    /** The parties of some consents, in the order in which they were recorded. */
    @SqlQuery("""
            select id, reference, principal, recorded_by, third_parties from accounts.consent
            where id = any(:consents)
            order by seq
            """)
    List<Parties> parties(Collection<UUID> consents);

    /** The permission with the same terms that is open. */
    @SqlQuery("""
            select id from accounts.consent
            where recorded_by is null and principal = :terms.company.id and number = :terms.number and goods = :terms.goods
                and subject = :terms.subject.id and until = :terms.end and withdrawn_at is null
            limit 1
            """)
    Optional<UUID> open(Permissions.Terms terms);

    @SqlUpdate("""
            insert into accounts.consent (id, principal, reference, number, third_parties, goods, sectors,
                subject, shown_text, channel, evidence, given_at, until, recorded_at, confirmed_at)
            values (:id, :terms.company.id, :reference, :terms.number, '{}', :terms.goods, array[:terms.subject.sector.code],
                :terms.subject.id, :text, 'portal', :evidence, :now, :terms.end, :now, :now)
            """)
    void insert(UUID id, Permissions.Terms terms, String reference, String text, String evidence, Instant now);

    default int forget(Instant givenBefore) {
        return InParts.erase(rows -> forget(givenBefore, rows));
    }

    @SqlUpdate("delete from accounts.consent where ctid = any(array("
            + "select ctid from accounts.consent where given_at < :before limit :rows))")
    int forget(Instant before, int rows);

    default int forgetWithdrawals(Instant before) {
        return InParts.erase(rows -> forgetWithdrawals(before, rows));
    }

    @SqlUpdate("delete from accounts.consent_withdrawal where ctid = any(array("
            + "select ctid from accounts.consent_withdrawal where withdrawn_at < :before limit :rows))")
    int forgetWithdrawals(Instant before, int rows);
}
