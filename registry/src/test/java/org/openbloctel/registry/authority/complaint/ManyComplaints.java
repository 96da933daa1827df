package org.openbloctel.registry.authority.complaint;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Complaints of three years, made by the database itself: most are closed, some callers and companies have many, and words occur by Zipf's law.
 * Their texts are noise, except in those of {@link #readable}. For tests and measurements, on a table without complaints. Not thread-safe.
 */
public final class ManyComplaints {
    /** Words of the texts, each of twice the rank of the one before: the first is in half of the complaints, the last in some of 10,000. */
    public static final List<String> WORDS = List.of(
            "isolation",
            "fenêtres",
            "crédit",
            "mutuelle",
            "panneaux",
            "formation",
            "assurance",
            "facture",
            "chaudière",
            "rappel",
            "voyance",
            "serrurier",
            "cuisine",
            "placement",
            "cryptomonnaie");

    /** The companies: their ids begin here, one after the other. */
    public static final long FIRST_COMPANY = 4096;
    /** How many companies there are. */
    public static final int COMPANIES = 1_000;

    static final CallingNumber BUSIEST = new CallingNumber(33_162_000_000L);
    private static final long FIRST_NUMBER = 33_639_000_000L;
    private static final int VOCABULARY = 30_000;
    private static final int WORDS_EACH = 12;
    private static final int PART = 100_000;
    /** From so many on, indexes are made once the rows are there: an entry at a time in the index of words takes hours. */
    private static final int INDEXED_AFTERWARDS = 50_000;

    private static final String SAID =
            "Un démarchage pour l’isolation et un crédit, malgré l’inscription sur la liste.";

    private static final String ADD = """
            with made as (
                insert into accounts.complaint (id, reference, same_as, state, reason, company, agent, number, caller, calls, subject, answers,
                    doors, said, words, broken, unsure, network, wording, received_at, changed_at, departement, territory, hour)
                select cast(md5('i' || i) as uuid), lpad(cast(i as text), 10, '0'),
                    case when i % 12 = 0 then cast(md5('i' || (i - 1)) as uuid) end, state,
                    case when state = 'CLOSED' then 'CALLER_UNKNOWN' end,
                    case when state in ('ATTRIBUTED', 'IN_CASE') or (state = 'CLOSED' and b < 0.5) then company end,
                    case when state in ('ATTRIBUTED', 'IN_CASE') and b < 0.2 then agent end,
                    called.sealed, caller.sealed, array[at - interval '1 day'],
                    (cast(:subjects as text[]))[1 + cast(floor(16 * b * d) as int)], '{}', '{}', decode(repeat('ab', 120), 'hex'),
                    array(select (cast(:words as bigint[]))[cast(floor(exp(ln(cast(:vocabulary as float8)) * random())) as int) + 0 * i]
                        from generate_series(1, :wordsEach)),
                    array['list.opposed'], '{}',
                    case when at > cast(:now as timestamptz) - interval '30 days'
                        then decode(md5('n' || case when k % 9 = 0 then k else floor(2000 * d) end), 'hex') end,
                    case when at > cast(:now as timestamptz) - interval '30 days' then decode(md5('w' || floor(9000 * b)), 'hex') end,
                    at, case when state <> 'RECEIVED' then least(at + (10 + 40 * d) * interval '1 day', cast(:now as timestamptz))
                        when i % 200 = 0 then at + interval '1 second' else at end,
                    case when d < 0.8 then (cast(:departements as text[]))[1 + cast(floor(101 * b * e) as int)] end,
                    case when d < 0.97 then 'MAINLAND' else 'REUNION' end, 8 + cast(floor(13 * d) as int)
                from (select *, case when a < closed then 'CLOSED' when a < closed + 0.4 * (1 - closed) then 'RECEIVED'
                            when a < closed + 0.8 * (1 - closed) then 'ATTRIBUTED' else 'IN_CASE' end as state,
                        cast(lpad(to_hex(:company + cast(floor(1000 * e ^ 3) as int)), 32, '0') as uuid) as company,
                        cast(lpad(to_hex(:company + cast(floor(20 * d) as int)), 32, '0') as uuid) as agent,
                        cast(floor(:called * b) as int) as m
                    from (select i, random() as a, random() as b, random() as d, random() as e,
                            case when random() < 0.9 then cast(floor(:callers * random() ^ 4) as int) end as k,
                            cast(:now as timestamptz) - (:rows - i) * (interval '3 years' / :rows) as at,
                            case when (:rows - i) * 9.0 / :rows > 1 then 0.92 else 0.3 end as closed
                        from generate_series(cast(:from as int), cast(:until as int)) i) as drawn) as one
                    left join public.many_caller caller on caller.n = one.k
                    join public.many_called called on called.n = one.m
                returning id, state, reason, received_at, changed_at)
            insert into accounts.complaint_step (complaint, n, state, reason, at)
            select id, 0, 'RECEIVED', null, received_at from made
            union all select id, 1, state, reason, changed_at from made where state <> 'RECEIVED'
            """;

    private final Database database;
    private final JdbcClient owner;
    private final ComplaintSeal seal;
    private final Instant now;

    /**
     * Complaints until an instant.
     *
     * @param owner connections as the owner of the tables
     */
    public ManyComplaints(Database database, JdbcClient owner, MasterKeys keys, Instant now) {
        this.database = database;
        this.owner = owner;
        this.seal = new ComplaintSeal(database, keys);
        this.now = now;
    }

    /** Makes so many, and the companies. The last tenth is as rows are that no vacuum has visited yet. */
    public void fill(int rows) {
        owner.sql("""
                        insert into accounts.company (id, siren, name, address, representative, state, created_at)
                        select cast(lpad(to_hex(:first + i), 32, '0') as uuid), lpad(cast(:first + i as text), 9, '0'), 'Société ' || i, '-', '-',
                            'VERIFIED', now()
                        from generate_series(0, :companies - 1) i
                        """)
                .param("first", FIRST_COMPANY)
                .param("companies", COMPANIES)
                .update();
        numbers("caller", BUSIEST.value(), callers(rows));
        numbers("called", FIRST_NUMBER, called(rows));
        List<String> indexes = rows < INDEXED_AFTERWARDS ? List.of() : withoutIndexes();
        Long[] words = words();
        add(rows, words, 1, rows / 10 * 9);
        owner.sql("vacuum accounts.complaint").update();
        add(rows, words, rows / 10 * 9 + 1, rows);
        indexes.forEach(index -> owner.sql(index).update());
        countDays();
        owner.sql("drop table public.many_caller, public.many_called").update();
        owner.sql("analyze accounts.complaint").update();
        owner.sql("vacuum analyze accounts.complaint_step").update();
    }

    /** As triggers do, which are off while so many rows are added, and as the job does that forgets counts. */
    private void countDays() {
        owner.sql("truncate accounts.complaint_day").update();
        owner.sql("""
                        insert into accounts.complaint_day (day, caller, company, complaints)
                        select accounts.call_day(received_at), caller, company, count(*)
                        from accounts.complaint where received_at > cast(:now as timestamptz) - interval '70 days'
                        group by grouping sets ((1, 2), (1, 3)) having num_nonnulls(caller, company) = 1
                        """).param("now", now.toString()).update();
        owner.sql("vacuum analyze accounts.complaint_day").update();
    }

    private static int callers(int rows) {
        return Math.max(50, rows / 20);
    }

    private static int called(int rows) {
        return Math.max(50, rows / 5);
    }

    /** Makes some of so many. */
    private void add(int rows, Long[] words, int first, int last) {
        for (int from = first; from <= last; from += PART) {
            owner.sql(ADD)
                    .param(
                            "subjects",
                            Arrays.stream(Subject.values()).map(Enum::name).toArray(String[]::new))
                    .param("words", words)
                    .param("vocabulary", (double) VOCABULARY)
                    .param("wordsEach", WORDS_EACH)
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .param(
                            "departements",
                            Departement.all().stream().map(Departement::code).toArray(String[]::new))
                    .param("company", FIRST_COMPANY)
                    .param("called", called(rows))
                    .param("callers", callers(rows))
                    .param("rows", rows)
                    .param("from", from)
                    .param("until", Math.min(last, from + PART - 1))
                    .update();
        }
    }

    private void numbers(String table, long first, int count) {
        owner.sql("create table public.many_" + table + " (n int primary key, sealed uuid not null)")
                .update();
        for (long from = 0; from < count; from += PART) {
            UUID[] sealed = LongStream.range(first + from, first + Math.min(count, from + PART))
                    .mapToObj(database.accountsNumbers()::seal)
                    .toArray(UUID[]::new);
            owner.sql("insert into public.many_" + table + " select :from + n - 1, sealed"
                            + " from unnest(cast(:sealed as uuid[])) with ordinality as t (sealed, n)")
                    .param("from", from)
                    .param("sealed", sealed)
                    .update();
        }
    }

    /** The prints of all words by their ranks; those of words that have no name are random. */
    private Long[] words() {
        Long[] words = new SplittableRandom(30_000).longs(VOCABULARY).boxed().toArray(Long[]::new);
        for (int i = 0; i < WORDS.size(); i++) {
            words[(1 << i) - 1] = seal.texts().words(WORDS.get(i))[0];
        }
        return words;
    }

    /** Drops the indexes that no constraint needs; returns what makes them. */
    private List<String> withoutIndexes() {
        List<String> made = new ArrayList<>();
        owner.sql("""
                        select cast(indexrelid as regclass)::text as name, pg_get_indexdef(indexrelid) as made from pg_index
                        where indrelid = 'accounts.complaint'::regclass and not indisunique order by 1
                        """)
                .query((row, n) -> List.of(row.getString("name"), row.getString("made")))
                .list()
                .forEach(index -> {
                    made.add(index.getLast());
                    owner.sql("drop index " + index.getFirst()).update();
                });
        return made;
    }

    /** Makes the latest complaints readable, each about a call to one of these numbers an hour ago; returns them in this order. */
    public List<UUID> readable(List<Long> numbers) {
        List<UUID> ids = owner.sql(
                        "select id from accounts.complaint where same_as is null order by received_at desc, id limit :limit")
                .param("limit", numbers.size())
                .query(UUID.class)
                .list();
        for (int i = 0; i < ids.size(); i++) {
            UUID id = ids.get(i);
            owner.sql(
                            "update accounts.complaint set number = :number, said = :said, calls = array[cast(:call as timestamptz)] where id = :id")
                    .param("number", database.accountsNumbers().seal(numbers.get(i)))
                    .param("said", seal.texts().seal(id, "said", SAID))
                    .param("call", now.minus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC))
                    .param("id", id)
                    .update();
        }
        return ids;
    }
}
