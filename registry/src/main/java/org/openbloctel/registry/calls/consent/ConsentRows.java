package org.openbloctel.registry.calls.consent;

import java.sql.ResultSet;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.InParts;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes consents that companies claim, {@value #BATCH} a statement: line by line, a hundred thousand take as many journeys to the
 * database. Rows are written in the order of their references, so that two requests of one company wait for each other and never both.
 * Withdraws them: what was given before a withdrawal does not hold, even if it is claimed afterwards or at the same moment.
 * Thread-safe.
 */
final class ConsentRows {
    private static final int BATCH = 1_000;

    /** Shared by writers of claims, exclusive for withdrawals: neither overlooks the other. Any number that no other lock has. */
    private static final long WITHDRAWING = 0x636f6e73656e74L;

    private static final String ROWS = """
            from unnest(cast(:ids as uuid[]), cast(:principals as uuid[]), cast(:references as text[]),
                cast(:numbers as bytea[]), cast(:third as text[]), cast(:goods as text[]),
                cast(:sectors as text[]), cast(:subjects as text[]), cast(:texts as text[]), cast(:channels as text[]),
                cast(:evidence as text[]), cast(:given as timestamptz[]),
                cast(:until as timestamptz[])) with ordinality as r (id, principal, reference, number, third,
                goods, sectors, subject, shown_text, channel, evidence, given_at, until, place)
            """;

    private final Database database;

    ConsentRows(Database database) {
        this.database = database;
    }

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
            Instant until) {}

    /**
     * What became of a row.
     *
     * @param id of the consent; null when its reference is another consent's, or that of a closed one
     * @param known whether it was there before
     * @param completed whether it was there before without its sectors or its subject, which the row has told
     * @param closed whether it names no subject and cannot be given the row's, since the person confirmed or withdrew it
     */
    record Kept(@Nullable UUID id, boolean known, boolean completed, boolean closed) {}

    /**
     * Writes what is new, in the open transaction; answers for each in its order. Of several with one reference the first is written,
     * and the others are compared with it.
     */
    List<Kept> write(UUID company, String actor, List<Row> rows, Instant now) {
        lock("pg_advisory_xact_lock_shared");
        Kept[] kept = new Kept[rows.size()];
        List<Integer> places = new ArrayList<>(rows.size());
        for (int place = 0; place < rows.size(); place++) {
            places.add(place);
        }
        places.sort(Comparator.comparing(place -> rows.get(place).reference()));
        for (int from = 0; from < places.size(); from += BATCH) {
            List<Integer> some = places.subList(from, Math.min(from + BATCH, places.size()));
            insert(company, some, rows, now, kept);
            List<Integer> others =
                    some.stream().filter(place -> kept[place] == null).toList();
            if (!others.isEmpty()) {
                compare(company, others, rows, kept);
                complete(others, actor, rows, now, kept);
            }
        }
        return Arrays.asList(kept);
    }

    private void insert(UUID company, List<Integer> places, List<Row> rows, Instant now, Kept[] kept) {
        Set<UUID> made = new HashSet<>(statement(
                        "insert into accounts.consent (id, principal, recorded_by, reference, number, third_parties, goods,"
                                + " sectors, subject, shown_text, channel, evidence, given_at, until, recorded_at, withdrawn_at) select id,"
                                + " principal, :by, reference, number, string_to_array(third, ','), goods,"
                                + " string_to_array(sectors, ','), subject, shown_text,"
                                + " channel, evidence, given_at, until, :now, (select max(w.withdrawn_at) from"
                                + " accounts.consent_withdrawal w where w.number = r.number and w.withdrawn_at >= r.given_at"
                                + " and (w.principal is null or w.principal = r.principal))" + ROWS
                                + " order by place on conflict (recorded_by, reference) do nothing returning id",
                        places.stream().map(rows::get).toList())
                .param("by", company)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list());
        for (int place : places) {
            UUID id = rows.get(place).id();
            if (made.contains(id)) {
                kept[place] = new Kept(id, false, false, false);
            }
        }
    }

    /** The same claim again is known; another one under the same name is not. */
    private void compare(UUID company, List<Integer> places, List<Row> rows, Kept[] kept) {
        places.forEach(place -> kept[place] = new Kept(null, false, false, false));
        // One look into the index of references for each row: joined freely, the whole table is read for each thousand.
        statement(
                        "select place, c.id, c.sectors = '{}' or (c.subject is null and r.subject is not null) as open,"
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
                                + " and (r.subject is null or c.subject is null or c.subject = r.subject)",
                        places.stream().map(rows::get).toList())
                .param("by", company)
                .query((ResultSet row) -> {
                    kept[places.get(row.getInt("place") - 1)] = row.getBoolean("closed")
                            ? new Kept(null, false, false, true)
                            : new Kept(row.getObject("id", UUID.class), true, row.getBoolean("open"), false);
                });
    }

    /** A consent of before that its company claims again, with the sectors or the subject that it lacked, has them from now on. */
    private void complete(List<Integer> places, String actor, List<Row> rows, Instant now, Kept[] kept) {
        for (int place : places) {
            UUID id = kept[place].id();
            if (kept[place].completed() && id != null) {
                Row row = rows.get(place);
                boolean sectors = complete(id, row.sectors(), now);
                boolean subject = row.subject() != null && nameSubject(id, row.subject(), actor, now);
                kept[place] = new Kept(id, true, sectors || subject, false);
            }
        }
    }

    /** Names the subject of a consent that names none, and its sector where it lacks one, in the open transaction; whether it could be named. */
    boolean nameSubject(UUID consent, Subject subject, String actor, Instant now) {
        return database.accounts()
                        .sql("""
                                update accounts.consent set subject = :subject, subject_at = :now, subject_by = :by,
                                    sectors = case when sectors = '{}' then array[:sector] else sectors end,
                                    completed_at = case when sectors = '{}' then :now else completed_at end
                                where id = :id and subject is null and (sectors = '{}' or :sector = any(sectors))
                                    and recorded_by is not null and confirmed_at is null and withdrawn_at is null
                                """)
                        .param("subject", subject.id())
                        .param("sector", subject.sector().code())
                        .param("now", Columns.timestamp(now))
                        .param("by", actor)
                        .param("id", consent)
                        .update()
                == 1;
    }

    /** Gives a consent the sectors that it lacks, in the open transaction; whether it lacked them. */
    boolean complete(UUID consent, Set<Sector> sectors, Instant now) {
        return database.accounts()
                        .sql("""
                                update accounts.consent set sectors = string_to_array(:sectors, ','), completed_at = :now
                                where id = :id and sectors = '{}' and confirmed_at is null and withdrawn_at is null
                                """)
                        .param("sectors", codes(sectors))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("id", consent)
                        .update()
                == 1;
    }

    /** Marks a consent as confirmed by the person, in the open transaction; whether it was open, complete and not yet confirmed. */
    boolean confirm(UUID consent, Instant now) {
        lockWithdrawals();
        return database.accounts()
                        .sql("""
                                update accounts.consent set confirmed_at = :now
                                where id = :id and confirmed_at is null and withdrawn_at is null and until > :now and sectors <> '{}'
                                """)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("id", consent)
                        .update()
                == 1;
    }

    UUID principal(UUID consent) {
        return database.accounts()
                .sql("select principal from accounts.consent where id = :consent")
                .param("consent", consent)
                .query(UUID.class)
                .single();
    }

    private static @Nullable String id(@Nullable Subject subject) {
        return subject == null ? null : subject.id();
    }

    private static String codes(Set<Sector> sectors) {
        return sectors.stream().sorted().map(Sector::code).collect(Collectors.joining(","));
    }

    /** Taken before anything else that others may hold while they wait for it. */
    void lockWithdrawals() {
        lock("pg_advisory_xact_lock");
    }

    /**
     * Withdraws all that is open, in the open transaction, and remembers it for what is claimed later; answers the consents.
     *
     * @param numbers of these prints
     * @param principal given to this company; null for any
     */
    List<UUID> withdraw(List<byte[]> numbers, @Nullable UUID principal, Instant now) {
        lock("pg_advisory_xact_lock");
        numbers.forEach(number -> remember(number, principal, now));
        return database.accounts()
                .sql("""
                        update accounts.consent set withdrawn_at = :now
                        where number = any(cast(:numbers as bytea[])) and withdrawn_at is null and until > :now
                            and (cast(:principal as uuid) is null or principal = :principal)
                        returning id
                        """)
                .param("numbers", numbers.toArray(byte[][]::new))
                .param("principal", principal, Types.OTHER)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    /** How many consents that were given to others name a company, by its SIREN, and hold for it. */
    int naming(byte[] number, UUID company, String siren, Instant now) {
        return database.accounts()
                .sql("""
                        select count(*) from accounts.consent c
                        where c.number = :number and c.principal <> :company and :siren = any(c.third_parties)
                            and c.withdrawn_at is null and c.until > :now
                            and not exists (select from accounts.consent_withdrawal w where w.number = c.number
                                and w.principal = :company and w.withdrawn_at >= greatest(c.given_at, c.confirmed_at))
                        """)
                .param("company", company)
                .param("siren", siren)
                .param("number", number)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /**
     * Withdraws one, in the open transaction; whether it was open. The others that its number gave to the company and that are known stay. What
     * the company claims later of the time before does not hold, and what others were given before and names it: a person who withdraws one
     * need not know how many are still to be claimed.
     */
    boolean withdraw(UUID consent, Instant now) {
        lock("pg_advisory_xact_lock");
        return database.accounts()
                .sql("""
                        update accounts.consent set withdrawn_at = :now
                        where id = :id and withdrawn_at is null and until > :now
                        returning number, principal
                        """)
                .param("id", consent)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> {
                    remember(row.getBytes("number"), row.getObject("principal", UUID.class), now);
                    return true;
                })
                .optional()
                .isPresent();
    }

    private void remember(byte[] number, @Nullable UUID principal, Instant now) {
        database.accounts()
                .sql("""
                        insert into accounts.consent_withdrawal (number, principal, withdrawn_at)
                        values (:number, :principal, :now)
                        on conflict (number, principal) do update set withdrawn_at =
                            greatest(consent_withdrawal.withdrawn_at, excluded.withdrawn_at)
                        """)
                .param("number", number)
                .param("principal", principal, Types.OTHER)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void lock(String kind) {
        database.accounts()
                .sql("select " + kind + "(:value)")
                .param("value", WITHDRAWING)
                .query((row, n) -> n)
                .single();
    }

    private JdbcClient.StatementSpec statement(String sql, List<Row> rows) {
        return database.accounts()
                .sql(sql)
                .param("ids", texts(rows, row -> row.id().toString()))
                .param("principals", texts(rows, row -> row.principal().toString()))
                .param("references", texts(rows, Row::reference))
                .param("numbers", rows.stream().map(Row::number).toArray(byte[][]::new))
                .param("third", texts(rows, row -> String.join(",", row.thirdParties())))
                .param("goods", texts(rows, Row::goods))
                .param("sectors", texts(rows, row -> codes(row.sectors())))
                .param(
                        "subjects",
                        rows.stream().map(Row::subject).map(ConsentRows::id).toArray(String[]::new))
                .param("texts", texts(rows, Row::text))
                .param("channels", texts(rows, Row::channel))
                .param("evidence", texts(rows, Row::evidence))
                .param("given", texts(rows, row -> row.givenAt().toString()))
                .param("until", texts(rows, row -> row.until().toString()));
    }

    private static String[] texts(List<Row> rows, Function<Row, String> text) {
        return rows.stream().map(text).toArray(String[]::new);
    }

    boolean isRecordedBy(UUID company, UUID consent) {
        return database.accounts()
                .sql("select exists (select from accounts.consent where id = :id and recorded_by = :company)")
                .param("id", consent)
                .param("company", company)
                .query(Boolean.class)
                .single();
    }

    /** Of some digests those under which the company recorded so many consents or more. */
    Set<String> repeated(UUID company, Collection<String> digests, int many) {
        return Set.copyOf(database.accounts()
                .sql("""
                        select d from unnest(cast(:digests as text[])) as u (d)
                        where (select count(*) from (
                            select from accounts.consent
                            where recorded_by = :company and evidence = d
                            limit :many) c) = :many
                        """)
                .param("digests", digests.stream().distinct().toArray(String[]::new))
                .param("company", company)
                .param("many", many)
                .query(String.class)
                .list());
    }

    /** In turn for each number, until the transaction ends. */
    void lock(byte[] number) {
        database.accounts()
                .sql("select pg_advisory_xact_lock(hashtextextended(encode(:number, 'hex'), 0))")
                .param("number", number)
                .query((row, n) -> n)
                .single();
    }

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
    List<Parties> parties(Collection<UUID> consents) {
        return database.accounts()
                .sql("""
                        select id, reference, principal, recorded_by, third_parties from accounts.consent
                        where id = any(:ids)
                        order by seq
                        """)
                .param("ids", consents.toArray(UUID[]::new))
                .query((row, n) -> new Parties(
                        row.getObject("id", UUID.class),
                        row.getString("reference"),
                        row.getObject("principal", UUID.class),
                        row.getObject("recorded_by", UUID.class),
                        Columns.texts(row, "third_parties")))
                .list();
    }

    int forget(Instant givenBefore) {
        return InParts.erase(rows -> database.accounts()
                .sql("delete from accounts.consent where ctid = any(array("
                        + "select ctid from accounts.consent where given_at < :before limit :rows))")
                .param("before", Columns.timestamp(givenBefore))
                .param("rows", rows)
                .update());
    }

    int forgetWithdrawals(Instant before) {
        return InParts.erase(rows -> database.accounts()
                .sql("delete from accounts.consent_withdrawal where ctid = any(array("
                        + "select ctid from accounts.consent_withdrawal where withdrawn_at < :before limit :rows))")
                .param("before", Columns.timestamp(before))
                .param("rows", rows)
                .update());
    }
}
