package org.openbloctel.registry.calls.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.Sector;
import org.openbloctel.registry.calls.call.CallFigures.Count;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** Calls are counted by the day in France, for whom they were made and for who made them. */
final class CallFiguresIT {
    private static final UUID PRINCIPAL = new UUID(7, 1);
    private static final UUID AGENT = new UUID(7, 3);
    private static final UUID OTHER_AGENT = new UUID(7, 4);
    private static final UUID CAMPAIGN = new UUID(8, 1);
    private static final Instant LATE = Instant.parse("2026-11-24T23:30:00Z"); // the 25th in France
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database();
    private final CallLog log =
            new CallLog(database, InstantSource.fixed(LATE.plusSeconds(3_600)), MasterKeys.generate(), 30, true);
    private final CallFigures figures = new CallFigures(database);
    private final Campaign campaign = new Campaign(
            CAMPAIGN, PRINCIPAL, PRINCIPAL, "Essai", Sector.OTHER, null, null, null, null, DAY, DAY.plusDays(9), LATE);

    private static CallReport call(
            String id, @Nullable UUID campaign, Instant at, CallReport.@Nullable Outcome outcome) {
        return new CallReport(id, PRINCIPAL, campaign, 33639980001L, at, outcome, null);
    }

    @Test
    void callsAreCountedByTheDayInFranceAndByWhatCameOfThem() {
        log.report(
                AGENT,
                List.of(
                        call("a", CAMPAIGN, LATE, CallReport.Outcome.REFUSED),
                        call("b", CAMPAIGN, LATE, CallReport.Outcome.REFUSED),
                        call("c", CAMPAIGN, LATE.minusSeconds(3_600), CallReport.Outcome.NO_ANSWER),
                        call("d", null, LATE, null)));
        assertThat(figures.of(PRINCIPAL, campaign))
                .containsExactly(
                        new Count(DAY.minusDays(1), CallReport.Outcome.NO_ANSWER, 1),
                        new Count(DAY, CallReport.Outcome.REFUSED, 2));
        assertThat(figures.of(PRINCIPAL)).hasSize(3).contains(new Count(DAY, null, 1));
    }

    @Test
    void aPrincipalSeesAllAgentsAndAnAgentItself() {
        log.report(AGENT, List.of(call("a", CAMPAIGN, LATE, null)));
        log.report(OTHER_AGENT, List.of(call("a", CAMPAIGN, LATE, null), call("b", CAMPAIGN, LATE, null)));
        assertThat(figures.of(PRINCIPAL, campaign)).containsExactly(new Count(DAY, null, 3));
        assertThat(figures.of(AGENT, campaign)).containsExactly(new Count(DAY, null, 1));
        assertThat(figures.of(OTHER_AGENT)).containsExactly(new Count(DAY, null, 2));
        assertThat(figures.of(new UUID(7, 9))).isEmpty();
    }

    /** Random reports, outcomes that come later, calls forgotten, on several threads: the figures are what counting all calls gives. */
    @Test
    void figuresAreWhatCountingAllCallsGives() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        UUID[] agents = {AGENT, OTHER_AGENT, PRINCIPAL};
        try (ExecutorService threads = Executors.newFixedThreadPool(agents.length + 1)) {
            List<Future<?>> all = new ArrayList<>();
            AtomicBoolean over = new AtomicBoolean();
            for (UUID agent : agents) {
                Random random = new Random(seed ^ agent.getLeastSignificantBits());
                all.add(threads.submit(() -> report(agent, random)));
            }
            Future<?> adding = threads.submit(() -> {
                while (!over.get()) {
                    figures.addUp();
                }
            });
            for (Future<?> one : all) {
                get(one);
            }
            over.set(true);
            get(adding);
        }
        assertRight(seed);
        log.forget();
        assertRight(seed);
        figures.addUp();
        assertRight(seed);
        assertThat(figures.addUp()).isZero();
        assertThat(count("accounts.call_figure where not summed or calls <= 0")).isZero();
    }

    private void report(UUID agent, Random random) {
        CallReport.@Nullable Outcome[] outcomes = {null, CallReport.Outcome.NO_ANSWER, CallReport.Outcome.REFUSED};
        for (int batch = 0; batch < 20; batch++) {
            List<CallReport> calls = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(20); i++) {
                String id = "call " + random.nextInt(200); // the same again: a later outcome, or another call
                Instant at = LATE.minus(Duration.ofHours(id.hashCode() % 1_000));
                calls.add(call(
                        id, random.nextBoolean() ? CAMPAIGN : null, at, outcomes[random.nextInt(outcomes.length)]));
            }
            log.report(agent, calls);
        }
    }

    private void assertRight(long seed) {
        for (UUID company : List.of(PRINCIPAL, AGENT, OTHER_AGENT)) {
            assertThat(figures.of(company)).as("seed " + seed).isEqualTo(counted(company, null));
            assertThat(figures.of(company, campaign)).as("seed " + seed).isEqualTo(counted(company, CAMPAIGN));
        }
    }

    /** As pages counted before there were sums. */
    private List<Count> counted(UUID company, @Nullable UUID campaign) {
        return database.accounts()
                .sql("""
                        select (at at time zone 'Europe/Paris')::date as day, outcome, count(*) as calls
                        from accounts.call_attempt where (principal = :company or agent = :company)
                            and (cast(:campaign as uuid) is null or campaign = :campaign)
                        group by 1, 2 order by 1, 2
                        """)
                .param("company", company)
                .param("campaign", campaign)
                .query((row, n) -> {
                    String outcome = row.getString("outcome");
                    return new Count(
                            row.getObject("day", LocalDate.class),
                            outcome == null
                                    ? null
                                    : CallReport.Outcome.of(outcome).orElseThrow(),
                            row.getLong("calls"));
                })
                .list();
    }

    private long count(String what) {
        return database.accounts()
                .sql("select count(*) from " + what)
                .query(Long.class)
                .single();
    }

    private static void get(Future<?> done) {
        try {
            done.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** No figure reads the table of calls, however many there are: a page that waits for a count stops others. */
    @Test
    void figuresDoNotReadTheCalls() throws Exception {
        log.report(AGENT, List.of(call("a", CAMPAIGN, LATE, null)));
        try (Connection connection = test.owner().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table accounts.call_attempt, accounts.call_history in access exclusive mode");
            assertThat(CompletableFuture.supplyAsync(() -> figures.of(PRINCIPAL))
                            .orTimeout(30, TimeUnit.SECONDS)
                            .join())
                    .containsExactly(new Count(DAY, null, 1));
            connection.rollback();
        }
    }

    @Test
    void aCallToldAgainForAnotherCampaignStaysWhereItWas() {
        CallReport call = call("a", CAMPAIGN, LATE, CallReport.Outcome.ANSWERED);
        log.report(AGENT, List.of(call));
        assertThat(log.report(AGENT, List.of(call("a", new UUID(8, 2), LATE, CallReport.Outcome.ANSWERED))))
                .containsExactly(CallReport.Filed.KNOWN);
        assertThat(figures.of(PRINCIPAL, campaign)).containsExactly(new Count(DAY, CallReport.Outcome.ANSWERED, 1));
    }
}
