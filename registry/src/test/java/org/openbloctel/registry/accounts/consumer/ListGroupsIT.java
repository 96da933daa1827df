package org.openbloctel.registry.accounts.consumer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.registry.list.publication.PublicationSettings;
import org.openbloctel.registry.list.publication.PublicationWatch;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.DistantDatabase;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changes of the list are committed with their registrations, and get their revisions in groups: in order, without a gap. */
final class ListGroupsIT {
    /** Confirmations of each thread in the test of groups; more of them measure. */
    private static final int CONFIRMATIONS = Integer.getInteger("list.confirmations", 4);

    private static final int THREADS = Integer.getInteger("list.threads", 32);
    private static final int WARM = Integer.getInteger("list.warm", 1);
    private static final int ALL = THREADS * (CONFIRMATIONS + WARM);
    private static final int WAITING = Integer.getInteger("list.waiting", 50);
    private static final Duration ROUND_TRIP = Duration.ofNanos(2_500_000);
    /** The first number of each range for fiction, which has 10,000. */
    private static final long[] FICTION = {
        33639980000L, 33199000000L, 33261910000L, 33353010000L, 33465710000L, 33536490000L
    };

    private static final ConsumerSettings SETTINGS = new ConsumerSettings(URI.create("https://oppose.example/"), false);

    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database();
    private final JdbcClient owner = JdbcClient.create(test.owner());
    private final MasterKeys keys = MasterKeys.generate();

    @TempDir
    private Path folder;

    @Test
    void confirmationsFarFromTheDatabaseChangeTheListInGroups() throws Exception {
        Iterator<String> tokens = tokens(ALL).iterator();
        List<List<String>> warm = shares(tokens, WARM);
        List<List<String>> measured = shares(tokens, CONFIRMATIONS);
        try (DistantDatabase distant = new DistantDatabase(test, ROUND_TRIP)) {
            Consumers far = consumers(distant.database());
            AtOnce.all(warm.stream().map(mine -> confirming(far, mine)).toList());
            long began = System.nanoTime();
            AtOnce.all(measured.stream().map(mine -> confirming(far, mine)).toList());
            System.out.printf(
                    "%d threads, 2.5 ms from the database: %.0f confirmations/s%n",
                    THREADS, THREADS * CONFIRMATIONS / ((System.nanoTime() - began) / 1e9));
        }
        assertThat(owner.sql("select count(distinct xmin::text) from list.change")
                        .query(Integer.class)
                        .single())
                .as("transactions that held the list's head")
                .isLessThan(ALL * 3 / 4); // each in one of its own before; on a busy machine groups are small
        assertThat(count("list.opposition")).isEqualTo(ALL);
        assertWhole();
    }

    /** The link with its request and consumer, the registration, the mail with the audit entry, the commit; the list, the chain. */
    @Test
    void confirmationIsSevenRoundTrips() throws Exception {
        List<String> tokens = tokens(14);
        try (DistantDatabase distant = new DistantDatabase(test, Duration.ofMillis(1))) {
            Consumers far = consumers(distant.database());
            tokens.subList(0, 4).forEach(far::confirm);
            long before = distant.roundTrips();
            tokens.subList(4, 14).forEach(far::confirm);
            assertThat(distant.roundTrips() - before).isEqualTo(70);
        }
        assertWhole();
    }

    private static List<List<String>> shares(Iterator<String> tokens, int each) {
        return IntStream.range(0, THREADS)
                .mapToObj(thread ->
                        IntStream.range(0, each).mapToObj(n -> tokens.next()).toList())
                .toList();
    }

    /** What the list itself lets through: changes without mails, audit entries and the rest of a confirmation. */
    @Test
    void changesFarFromTheDatabaseShareTheListsLock() throws Exception {
        AtomicInteger next = new AtomicInteger();
        try (DistantDatabase distant = new DistantDatabase(test, ROUND_TRIP)) {
            Database far = distant.database();
            ListChanges list = new ListChanges(far, RegistrationRows.in(far));
            AtOnce.times(THREADS, () -> change(far, list, next, WARM));
            long began = System.nanoTime();
            AtOnce.times(THREADS, () -> change(far, list, next, CONFIRMATIONS));
            System.out.printf(
                    "%d threads, 2.5 ms from the database: %.0f changes of the list/s%n",
                    THREADS, THREADS * CONFIRMATIONS / ((System.nanoTime() - began) / 1e9));
        }
        assertThat(count("list.opposition")).isEqualTo(ALL);
        assertWhole();
    }

    private Object change(Database far, ListChanges list, AtomicInteger next, int changes) {
        for (int i = 0; i < changes; i++) {
            int number = next.getAndIncrement();
            far.runInAccounts(() -> {
                later(far, "oppose", number);
                list.awaitList();
            });
        }
        return true;
    }

    /** The lock is held for this long: for registrations alone, and with a change of another kind among them. */
    @Test
    void groupOfRegistrationsIsSettledLikeChangeByChange() {
        for (boolean mixed : new boolean[] {false, true, false}) {
            owner.sql("""
                            insert into list.waiting (act, number, at)
                            select 'oppose', gen_random_uuid(), now() + n * interval '1 second'
                            from generate_series(1, :waiting) n
                            """).param("waiting", WAITING).update();
            later("oppose", 1);
            later("oppose", 1);
            later(mixed ? "withdraw" : "oppose", 2);
            long began = System.nanoTime();
            settle();
            System.out.printf(
                    "%d changes settled%s: %.1f ms%n",
                    WAITING, mixed ? " one by one" : "", (System.nanoTime() - began) / 1e6);
            assertThat(listed(1)).isTrue();
            assertThat(listed(2)).isEqualTo(!mixed);
            assertThat(count("list.registered")).isEqualTo(count("list.opposition"));
            assertWhole();
        }
        assertThat(revision()).isEqualTo(3L * (WAITING + 3));
        atOnce("bring", 1);
        later("oppose", 1);
        settle();
        assertThat(count("list.registered")).as("the operator brought it").isEqualTo(count("list.opposition") - 1);
    }

    private Callable<Object> confirming(Consumers far, List<String> tokens) {
        return () -> {
            for (String token : tokens) {
                Consumers.Opposed.Registered registered = (Consumers.Opposed.Registered) far.confirm(token);
                // One in eight: this connection is near, and its statements cost the others time.
                if (token.hashCode() % 8 == 0) {
                    PhoneNumber number =
                            requireNonNull(registered.registration().number());
                    assertThat(listed(number.e164())).isTrue();
                }
            }
            return true;
        };
    }

    @Test
    void acknowledgedChangeIsOnTheList() {
        Consumers consumers = consumers(database);
        consumers.confirm(tokens(1).getFirst());
        assertThat(count("list.opposition")).isEqualTo(1);
        assertThat(count("list.waiting")).isZero();
        assertThat(revision()).isEqualTo(1);
    }

    /** The change is not acknowledged: a job or their next try puts it on the list. */
    @Test
    void changeThatGetsNoRevisionIsNotAcknowledged() {
        Consumers consumers = consumers(database);
        String token = tokens(1).getFirst();
        owner.sql("revoke execute on function list.settle from openbloctel_accounts")
                .update();
        assertThatThrownBy(() -> consumers.confirm(token)).isInstanceOf(DataAccessException.class);
        assertThat(count("list.waiting")).isEqualTo(1);
        owner.sql("grant execute on function list.settle to openbloctel_accounts")
                .update();
        assertThat(consumers.confirm(token)).isInstanceOf(Consumers.Opposed.Registered.class);
        assertThat(count("list.opposition")).isEqualTo(1);
        assertThat(count("list.waiting")).isZero();
        assertWhole();
    }

    /** A server of the version before changes the list within its transaction. */
    @Test
    void changeAtOnceComesBehindThoseThatWait() {
        later("oppose", 1);
        assertThat(atOnce("withdraw", 1)).isEqualTo(2);
        assertThat(listed(1)).isFalse();
        later("oppose", 1);
        later("oppose", 2);
        assertThat(atOnce("bring", 1)).isEqualTo(5);
        later("withdraw", 1);
        later("withdraw", 2);
        settle();
        assertThat(listed(1)).as("the operator brought it").isTrue();
        assertThat(listed(2)).isFalse();
        assertThat(revision()).isEqualTo(7);
        assertWhole();
    }

    /** Between the operator's look at the registrations and the removal, a person registers the number. */
    @Test
    void registrationDuringARemovalByTheOperatorKeepsItsNumber() {
        database.runInAccounts(() -> atOnce("bring", 3));
        database.runInAccounts(() -> {
            atOnce("bring", 3); // locks the list; no registration is seen
            CompletableFuture.runAsync(() -> database.runInAccounts(() -> later("oppose", 3)))
                    .join();
            atOnce("remove", 3);
        });
        assertThat(listed(3)).isFalse();
        settle();
        assertThat(listed(3)).isTrue();
        assertWhole();
    }

    @Test
    void changesOfARolledBackTransactionAreNowhere() {
        assertThatThrownBy(() -> database.runInAccounts(() -> {
                    later("oppose", 1);
                    throw new IllegalStateException("the rest failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        settle();
        assertThat(revision()).isZero();
        assertThat(listed(1)).isFalse();
    }

    /** Servers of both versions, each thread on numbers of its own, with transactions that fail, against a plain map. */
    @Test
    void anyHistoryIsTheListItsChangesMake() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        List<Callable<Map<Integer, Boolean>>> works = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            Random random = new Random(seed + thread);
            int mine = thread * 3;
            works.add(() -> history(random, mine));
        }
        List<Map<Integer, Boolean>> expected = AtOnce.all(works);
        settle();
        for (Map<Integer, Boolean> some : expected) {
            some.forEach((number, on) ->
                    assertThat(listed(number)).as("number %s", number).isEqualTo(on));
        }
        assertWhole();
    }

    private Map<Integer, Boolean> history(Random random, int first) {
        Map<Integer, Boolean> listed = new TreeMap<>(Map.of(first, false, first + 1, false, first + 2, false));
        for (int step = 0; step < 60; step++) {
            int number = first + random.nextInt(3);
            boolean on = random.nextBoolean();
            switch (random.nextInt(4)) {
                case 0 -> {
                    atOnce(on ? "oppose" : "remove", number);
                    listed.put(number, on);
                }
                case 1 -> settle();
                default -> {
                    boolean fails = random.nextInt(4) == 0;
                    try {
                        database.runInAccounts(() -> {
                            later(on ? "oppose" : "withdraw", number);
                            if (fails) {
                                throw new IllegalStateException("the act failed");
                            }
                        });
                        listed.put(number, on);
                    } catch (IllegalStateException e) {
                        assertThat(fails).isTrue();
                    }
                }
            }
        }
        return listed;
    }

    @Test
    void importPutsANumberOnTheListBehindTheChangesThatWait() throws Exception {
        atOnce("oppose", 1);
        later("remove", 1);
        try (Publication publication = new Publication(
                        database, PublicationSettings.in(folder), InstantSource.system(), PublicationWatch.SILENT)
                .start()) {
            assertThat(publication.oldestWaiting()).isPositive();
            publication.importNumbers(new ByteArrayInputStream(("+" + e164(1)).getBytes(StandardCharsets.US_ASCII)));
            assertThat(publication.oldestWaiting()).isZero();
        }
        assertThat(listed(1)).isTrue();
        assertWhole();
    }

    /** Revisions from 1 to the head, one a change, and the last change of each number says what the table has. */
    private void assertWhole() {
        assertThat(count("list.waiting")).isZero();
        assertThat(owner.sql("select count(*) = h.revision and coalesce(min(c.revision), 1) = 1"
                                + " and coalesce(max(c.revision), 0) = h.revision"
                                + " from list.head h left join list.change c on true group by h.revision")
                        .query(Boolean.class)
                        .single())
                .as("gapless")
                .isEqualTo(true);
        assertThat(owner.sql("select number from (select distinct on (number) number, added from list.change"
                                + " order by number, revision desc) last where added order by number")
                        .query(UUID.class)
                        .list())
                .isEqualTo(owner.sql("select number from list.opposition order by number")
                        .query(UUID.class)
                        .list());
        assertThat(owner.sql("select changed_at = (select at from list.change c where c.revision = h.revision)"
                                + " from list.head h")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private Consumers consumers(Database over) {
        AuditTrail trail = new AuditTrail(over, keys, InstantSource.system());
        return new Consumers(over, new Outbox(over, InstantSource.system()), trail, InstantSource.system(), SETTINGS);
    }

    /** The tokens of so many requests, each for a number and an address of its own. */
    private List<String> tokens(int requests) {
        Consumers consumers = consumers(database);
        for (int i = 0; i < requests; i++) {
            consumers.ask("+" + e164(i), "person" + i + "@example.org", Locale.FRENCH);
        }
        Outbox outbox = new Outbox(database, InstantSource.system());
        List<String> tokens = new ArrayList<>();
        while (tokens.size() < requests) {
            for (Outbox.Taken taken : outbox.take(1000)) {
                tokens.add(ConsumerFixture.tokenOf(taken.message()));
                outbox.sent(taken);
            }
        }
        return tokens;
    }

    private void later(String act, int number) {
        later(database, act, number);
    }

    private void later(Database over, String act, int number) {
        over.accounts()
                .sql("select list.later(?, ?, clock_timestamp())")
                .params(act, sealed(number))
                .query((row, n) -> n)
                .list();
    }

    private long atOnce(String function, int number) {
        return database.accounts()
                .sql("select list." + function + "(?, clock_timestamp())")
                .params(sealed(number))
                .query(Long.class)
                .single();
    }

    private void settle() {
        RegistrationRows.settle(database);
    }

    private static long e164(int number) {
        return FICTION[number / 10_000] + number % 10_000;
    }

    private UUID sealed(int number) {
        return database.listNumbers().seal(e164(number));
    }

    private boolean listed(int number) {
        return listed(e164(number));
    }

    private boolean listed(long e164) {
        return owner.sql("select exists (select from list.opposition where number = ?)")
                .param(database.listNumbers().seal(e164))
                .query(Boolean.class)
                .single();
    }

    private long revision() {
        return owner.sql("select revision from list.head").query(Long.class).single();
    }

    private long count(String rows) {
        return owner.sql("select count(*) from " + rows).query(Long.class).single();
    }
}
