package org.openbloctel.registry.authority.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.openbloctel.registry.authority.complaint.ComplaintWorld.CALLER;
import static org.openbloctel.registry.authority.complaint.ComplaintWorld.INSPECTOR;
import static org.openbloctel.registry.authority.complaint.ComplaintWorld.NUMBER;
import static org.openbloctel.registry.authority.complaint.ComplaintWorld.filing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.authority.complaint.Worklist.Why;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.scrub.engine.Seed;

/** The worklist has what is worth a look, with the reason and its figures, and nothing that is one short of them. */
final class WorklistIT {
    private static final String OTHER_CALLER = "01 99 00 00 02";

    private final ComplaintWorld world = new ComplaintWorld();
    private final Worklist worklist = new Worklist(world.database, new Worklist.Limits(5, 3, Duration.ofDays(30)));
    private final ComplaintSums sums = new ComplaintSums(world.database);

    private UUID file(String caller) {
        world.now = world.now.plus(Duration.ofMinutes(7));
        String call = world.now.minus(Duration.ofHours(1)).toString();
        return world.complaints.file(filing(NUMBER, caller, "", call), null).id();
    }

    private List<Why> why(@Nullable String caller, @Nullable UUID company) {
        CallingNumber number =
                caller == null ? null : CallingNumber.read(caller).orElseThrow();
        return worklist.targets(INSPECTOR, world.now.plusSeconds(1), 10).stream()
                .filter(one -> Objects.equals(one.caller(), number) && Objects.equals(one.company(), company))
                .findFirst()
                .map(Worklist.Target::why)
                .orElse(List.of());
    }

    @Test
    void manyComplaintsAboutOneCallerAreThereAndOneFewerAreNot() {
        for (int i = 0; i < 4; i++) {
            file(CALLER);
        }
        assertThat(why(CALLER, null)).isEmpty();
        file(CALLER);
        assertThat(why(CALLER, null)).contains(new Why.Many(5));
        world.now = world.now.plus(Duration.ofDays(31));
        assertThat(why(CALLER, null)).isEmpty();
    }

    @Test
    void surgeIsMoreThanThreeTimesTheMeanOfEightWeeks() {
        for (int i = 0; i < 16; i++) {
            file(CALLER);
        }
        world.now = world.now.plus(Duration.ofDays(40));
        for (int i = 0; i < 6; i++) {
            file(CALLER);
        }
        assertThat(why(CALLER, null)).containsExactly(new Why.Many(6));
        file(CALLER);
        assertThat(why(CALLER, null)).containsExactly(new Why.Many(7), new Why.Surge(7, 20));
    }

    @Test
    void companyAndFloodAreThere() {
        UUID company = world.company("732829320", "Exemple SA");
        for (int i = 0; i < 5; i++) {
            world.now = world.now.plus(Duration.ofMinutes(7));
            String call = world.now.minus(Duration.ofHours(1)).toString();
            UUID id = world.complaints
                    .file(filing(NUMBER, OTHER_CALLER, "", call), "203.0.113." + i)
                    .id();
            world.desk.attribute(INSPECTOR, id, company);
        }
        assertThat(why(null, company)).contains(new Why.Many(5));
        assertThat(why(OTHER_CALLER, company)).containsExactly(new Why.Flooded(5, 5, 0));
    }

    @Test
    void floodFromOneNetworkOrInTheSameWordsIsThereAndACrowdIsNot() {
        String words = "Un démarcheur très insistant m’a proposé une mutuelle, numéro ";
        for (int i = 0; i < 6; i++) {
            String at = "2026-11-24T1" + i + ":00:00Z";
            String elsewhere = "198.51." + i + ".7";
            world.complaints.file(filing(NUMBER, CALLER, "", at), "203.0.113." + i);
            world.complaints.file(filing(NUMBER, OTHER_CALLER, words.toUpperCase(Locale.FRENCH) + i, at), elsewhere);
            world.complaints.file(filing(NUMBER, "01 99 00 00 03", "", at), elsewhere);
        }
        assertThat(why(CALLER, null)).contains(new Why.Flooded(6, 6, 0));
        assertThat(why(OTHER_CALLER, null)).contains(new Why.Flooded(6, 1, 6));
        assertThat(why("01 99 00 00 03", null)).contains(new Why.Many(6)).noneMatch(Why.Flooded.class::isInstance);
    }

    @Test
    void complaintThatWaitsAndOneThatWasReopenedAreThereOnceEach() {
        UUID waits = file(CALLER);
        UUID moved = file(CALLER);
        Instant filed = world.now;
        world.now = world.now.plus(Duration.ofDays(30)).minusSeconds(3_600);
        assertThat(worklist.items(INSPECTOR, world.now, 5)).isEmpty();
        world.desk.attribute(INSPECTOR, moved, world.company("732829320", "Exemple SA"));
        world.desk.unattribute(INSPECTOR, moved);
        Instant reopened = world.now;
        world.now = filed.plus(Duration.ofDays(30));
        assertThat(worklist.items(INSPECTOR, world.now, 5))
                .extracting(item -> item.complaint().id(), Worklist.Item::why)
                .containsExactly(
                        tuple(moved, new Why.Reopened(reopened)),
                        tuple(waits, new Why.Waits(filed.minus(Duration.ofMinutes(7)))));
        assertThat(sums.waiting(INSPECTOR, world.now, worklist.limits()))
                .isEqualTo(new ComplaintSums.Waiting(2, 1, 1, 0, 0));
    }

    /** The table against the complaints themselves, after steps of which each changes a count or does not. */
    @Test
    void countsOfDaysAreThoseOfTheComplaints() {
        SplittableRandom random = Seed.random(WorklistIT.class);
        List<UUID> companies =
                List.of(world.company("732829320", "Exemple SA"), world.company("552100554", "Centre d’appels"));
        List<UUID> filed = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            world.now = world.now.plus(Duration.ofHours(random.nextInt(20)));
            if (filed.isEmpty() || random.nextBoolean()) {
                filed.add(file(random.nextInt(4) == 0 ? "" : random.nextBoolean() ? CALLER : OTHER_CALLER));
                continue;
            }
            UUID complaint = filed.get(random.nextInt(filed.size()));
            if (world.desk.read(INSPECTOR, complaint, "essai").complaint().state() == ComplaintState.RECEIVED) {
                world.desk.attribute(INSPECTOR, complaint, companies.get(random.nextInt(2)));
            } else {
                world.desk.unattribute(INSPECTOR, complaint);
            }
        }
        assertThat(differentCounts()).isEmpty();
        world.now = world.now.plus(Duration.ofDays(Complaints.DAYS_COUNTED + 60));
        world.complaints.forget();
        assertThat(counts()).isEmpty();
    }

    @Test
    void complaintsAtOnceAreAllCounted() throws Exception {
        int threads = 8;
        AtOnce.times(
                threads,
                () -> world.complaints
                        .file(
                                filing(
                                        NUMBER,
                                        CALLER,
                                        "",
                                        world.now.minus(Duration.ofHours(1)).toString()),
                                null)
                        .id());
        assertThat(why(CALLER, null)).contains(new Why.Many(threads));
    }

    private List<String> counts() {
        return world.owner()
                .sql("select complaint_day::text from accounts.complaint_day where complaints <> 0")
                .query(String.class)
                .list();
    }

    private List<String> differentCounts() {
        return world.owner().sql("""
                        with plain as (
                            select accounts.call_day(received_at) as day, caller, cast(null as uuid) as company, count(*) as complaints
                            from accounts.complaint where caller is not null group by 1, 2
                            union all
                            select accounts.call_day(received_at), null, company, count(*)
                            from accounts.complaint where company is not null group by 1, 3),
                        counted as (select day, caller, company, complaints from accounts.complaint_day where complaints <> 0)
                        (select 'missing ' || plain::text from (select * from plain except select * from counted) as plain)
                        union all
                        (select 'wrong ' || counted::text from (select * from counted except select * from plain) as counted)
                        """).query(String.class).list();
    }

    @Test
    void groupsAddUpToAllComplaintsAlsoThoseThatJoined() {
        world.file(filing());
        world.file(filing());
        UUID company = world.company("732829320", "Exemple SA");
        UUID agent = world.company("552100554", "Centre d’appels");
        UUID id = file(OTHER_CALLER);
        world.desk.attribute(INSPECTOR, id, company, agent);
        Instant from = world.now.minus(Duration.ofDays(1));
        Instant until = world.now.plusSeconds(1);
        for (SumGroup group : SumGroup.values()) {
            assertThat(sums.groups(INSPECTOR, group, from, until, 50).stream()
                            .mapToLong(SumGroup.Sum::complaints)
                            .sum())
                    .as(group.name())
                    .isEqualTo(3);
        }
        assertThat(sums.groups(INSPECTOR, SumGroup.AGENT, from, until, 50))
                .anySatisfy(sum -> assertThat(sum.company()).isEqualTo(agent));
        assertThat(sums.groups(INSPECTOR, SumGroup.HOUR, from, until, 50))
                .extracting(SumGroup.Sum::name)
                .as("20:30 and 17:07 in Paris")
                .containsExactly("20", "17");
        world.desk.unattribute(INSPECTOR, id);
        assertThat(sums.groups(INSPECTOR, SumGroup.AGENT, from, until, 50)).hasSize(1);
    }

    @Test
    void courseCountsDaysOfFrance() {
        world.now = Instant.parse("2026-11-24T22:59:00Z");
        world.file(filing());
        world.now = Instant.parse("2026-11-24T23:01:00Z");
        world.file(filing());
        world.file(filing());
        assertThat(sums.course(INSPECTOR, LocalDate.of(2026, 11, 24), 1, 3))
                .containsExactly(
                        new ComplaintSums.Period(LocalDate.of(2026, 11, 24), 1),
                        new ComplaintSums.Period(LocalDate.of(2026, 11, 25), 2),
                        new ComplaintSums.Period(LocalDate.of(2026, 11, 26), 0));
    }

    @Test
    void complaintIsTakenByOneInspectorAtATimeAndFoundAmongTheirs() {
        UUID id = file(CALLER);
        file(CALLER);
        UUID mine = inspector();
        UUID theirs = inspector();
        world.desk.take(new Inspector(mine), id);
        assertThat(of(mine)).containsExactly(id);
        world.desk.take(new Inspector(theirs), id);
        assertThat(of(mine)).isEmpty();
        world.desk.release(new Inspector(mine), id);
        assertThat(world.desk.assignee(INSPECTOR, id)).contains(theirs);
        world.desk.release(new Inspector(theirs), id);
        assertThat(world.desk.assignee(INSPECTOR, id)).isEmpty();
        assertThat(world.audit.about("complaint:" + id, 9))
                .extracting(one -> one.entry().action())
                .containsSubsequence("complaint.released", "complaint.taken", "complaint.taken");
    }

    private UUID inspector() {
        UUID id = UUID.randomUUID();
        world.owner()
                .sql("insert into accounts.credential (id, realm, email, locale, password_hash, created_at)"
                        + " values (?, 'INSPECTOR', ?, 'fr', '', now())")
                .params(id, id + "@example.org")
                .update();
        world.owner()
                .sql("insert into accounts.inspector (id, name, rank, since) values (?, 'Cyrille', 'HEAD', now())")
                .param(id)
                .update();
        return id;
    }

    private List<UUID> of(UUID inspector) {
        ComplaintQuery any = world.query("");
        return world
                .desk
                .search(
                        INSPECTOR,
                        new ComplaintQuery(
                                null, null, null, null, "", any.from(), any.until(), null, null, inspector, false),
                        9)
                .stream()
                .map(ComplaintQuery.Row::id)
                .toList();
    }

    @Test
    void searchGoesFromTheEarliestToo() {
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(file(CALLER));
        }
        ComplaintQuery any = world.query("");
        ComplaintQuery query =
                new ComplaintQuery(null, null, null, null, "", any.from(), any.until(), null, null, null, true);
        List<ComplaintQuery.Row> first = world.desk.search(INSPECTOR, query, 3);
        List<ComplaintQuery.Row> second =
                world.desk.search(INSPECTOR, query.after(first.getLast().cursor()), 3);
        List<UUID> seen = new ArrayList<>();
        first.forEach(row -> seen.add(row.id()));
        second.forEach(row -> seen.add(row.id()));
        assertThat(seen).containsExactlyElementsOf(all);
    }
}
