package org.openbloctel.registry.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.complaint.ComplaintWorld.INSPECTOR;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What inspectors ask for, over many complaints of three years. {@code -Dcomplaints=5000000} makes it a measurement, and prints how long each
 * question takes; without it, it checks that each is answered.
 */
final class InspectorLoadIT {
    private static final int ROWS = Integer.getInteger("complaints", 2_000);
    private static final int ROUNDS = Integer.getInteger("complaints.rounds", 3);
    private static final int CALLERS = Math.max(50, ROWS / 20);
    private static final long FIRST_CALLER = 33_162_000_000L;

    private final ComplaintWorld world = new ComplaintWorld();
    private final Worklist worklist = new Worklist(world.database, new Worklist.Limits(5, 3, Duration.ofDays(30)));
    private final ComplaintSums sums = new ComplaintSums(world.database);
    private final Map<String, Supplier<List<?>>> questions = new LinkedHashMap<>();

    /** A few callers and companies have most complaints; a word in five is one of few, and most words are rare. */
    private void fill(Long[] common) {
        UUID[] callers = LongStream.range(FIRST_CALLER, FIRST_CALLER + CALLERS)
                .mapToObj(world.database.accountsNumbers()::seal)
                .toArray(UUID[]::new);
        world.owner()
                .sql("create table public.caller (n bigint primary key, c uuid not null)")
                .update();
        world.owner()
                .sql("insert into public.caller select n - 1, c"
                        + " from unnest(cast(? as uuid[])) with ordinality as t (c, n)")
                .params((Object) callers)
                .update();
        world.owner().sql("""
                        insert into accounts.company (id, siren, name, address, representative, state, created_at)
                        select md5('c' || i)::uuid, lpad(i::text, 9, '0'), 'Société ' || i, '-', '-', 'VERIFIED', now()
                        from generate_series(0, 999) i
                        """).update();
        world.owner()
                .sql("""
                        insert into accounts.complaint (id, reference, same_as, state, reason, company, caller, calls, subject, answers,
                            doors, said, words, broken, unsure, received_at, changed_at, departement, territory, hour)
                        select md5('i' || i)::uuid, lpad(i::text, 10, '0'),
                            case when i % 12 = 0 then md5('i' || (i - 1))::uuid end,
                            case when a < 0.55 then 'CLOSED' when a < 0.75 then 'ATTRIBUTED' when a < 0.8 then 'IN_CASE'
                                else 'RECEIVED' end,
                            case when a < 0.55 then 'CALLER_UNKNOWN' end,
                            case when a between 0.3 and 0.8 then md5('c' || floor(1000 * b ^ 3))::uuid end,
                            caller.c, array[at - interval '1 day'],
                            (cast(? as text[]))[1 + floor(13 * b * d)::int], '{}', '{}', decode(repeat('ab', 120), 'hex'),
                            array(select case when random() < 0.2 then (cast(? as bigint[]))[1 + floor(3 * random() ^ 2)::int]
                                else hashint8(floor(30000 * random() ^ 3)::bigint)::bigint end from generate_series(1, 8 + i * 0)),
                            array['list.opposed'], '{}', at, case when i % 200 = 0 then at + interval '1 day' else at end,
                            case when d < 0.8 then lpad((1 + floor(95 * b))::text, 2, '0') end, 'MAINLAND', 8 + floor(13 * d)
                        from (select i, random() as a, random() as b, random() as d, floor(? * random() ^ 4)::int as k,
                                cast(? as timestamptz) - interval '3 years' + i * (interval '3 years' / ?) as at
                            from generate_series(1, ?) i) as one left join public.caller on caller.n = one.k and one.a < 0.9
                        """)
                .params(
                        Arrays.stream(Subject.values()).map(Enum::name).toArray(String[]::new),
                        common,
                        CALLERS,
                        world.now.atOffset(ZoneOffset.UTC),
                        ROWS,
                        ROWS)
                .update();
        world.owner().sql("vacuum analyze accounts.complaint").update();
    }

    private ComplaintQuery query(String words) {
        return new ComplaintQuery(
                null, null, null, null, words, world.now.minus(Duration.ofDays(1_096)), world.now, null);
    }

    private void search(String name, ComplaintQuery query) {
        questions.put("search: " + name, () -> world.desk.search(INSPECTOR, query, 51));
    }

    private void ask() {
        ComplaintQuery all = query("");
        Instant from = all.from();
        Instant until = all.until();
        CallingNumber busy = new CallingNumber(FIRST_CALLER);
        search("the latest", all);
        search("a common word", query("isolation"));
        search("three common words", query("isolation fenêtres crédit"));
        search("one of a caller", new ComplaintQuery(null, null, busy, null, "", from, until, null));
        search(
                "a caller and a common word",
                new ComplaintQuery(null, null, busy, null, "isolation", from, until, null));
        search("a rare subject", new ComplaintQuery(null, null, null, Subject.NON_PROFIT, "", from, until, null));
        search(
                "département, subject and state",
                new ComplaintQuery(
                        State.IN_CASE,
                        null,
                        null,
                        Subject.BANK,
                        "",
                        from,
                        until,
                        null,
                        Departement.of("02").orElseThrow(),
                        null,
                        false));
        questions.put("worklist: callers and companies", () -> worklist.targets(INSPECTOR, world.now, 25));
        questions.put("worklist: complaints", () -> worklist.items(INSPECTOR, world.now, 15));
        questions.put("worklist: counts", () -> List.of(sums.waiting(INSPECTOR, world.now, worklist.limits())));
        Instant quarter = world.now.minus(Duration.ofDays(91));
        for (SumGroup group : SumGroup.values()) {
            questions.put(
                    "91 days by " + group.name().toLowerCase(Locale.ROOT),
                    () -> sums.groups(INSPECTOR, group, quarter, world.now, 50));
        }
        LocalDate day = LocalDate.ofInstant(quarter, ZoneOffset.UTC);
        questions.put("course of 13 weeks", () -> sums.course(INSPECTOR, day, 7, 13));
    }

    @Test
    void everyQuestionIsAnswered() {
        fill(new ComplaintSeal(world.database, world.keys).texts().words("isolation fenêtres crédit"));
        ask();
        questions.forEach((name, question) -> {
            List<Long> micros = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                long begin = System.nanoTime();
                assertThat(question.get()).as(name).isNotNull();
                micros.add((System.nanoTime() - begin) / 1_000);
            }
            micros.sort(null);
            System.out.printf(
                    Locale.ROOT,
                    "%,d complaints | %s | median %.1f ms | worst of %d %.1f ms%n",
                    ROWS,
                    name,
                    micros.get(ROUNDS / 2) / 1e3,
                    ROUNDS,
                    micros.getLast() / 1e3);
        });
        assertThat(world.desk.search(INSPECTOR, query("isolation"), 51)).isNotEmpty();
        assertThat(sums.groups(INSPECTOR, SumGroup.CALLER, world.now.minus(Duration.ofDays(1_096)), world.now, 50))
                .isNotEmpty();
    }
}
