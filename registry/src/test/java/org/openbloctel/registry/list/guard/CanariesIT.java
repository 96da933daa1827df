package org.openbloctel.registry.list.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.accounts.consumer.ConsumerSettings;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.registry.list.publication.PublicationSettings;
import org.openbloctel.registry.list.publication.PublicationWatch;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Numbers that never had a subscriber stand on the list, tell who walks through it, and name who had one returned that was called. */
final class CanariesIT {
    private static final UUID COMPANY = new UUID(5, 1);
    private static final UUID OTHER = new UUID(5, 2);
    private static final long FIRST = 33_610_000_000L;
    private static final long STEP = 2_203;
    /** One in 2,000 of them is 20. */
    private static final int LISTED = 40_000;

    private final SplittableRandom random = Seed.random(CanariesIT.class);
    private Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private final TestDatabase made = TestDatabase.create();
    private final Database database = made.database();
    private final MasterKeys master = MasterKeys.generate();
    private final AuditTrail audit = new AuditTrail(database, master, () -> now);
    private final Guard guard = server();
    private final GuardDesk desk = new GuardDesk(database, audit, () -> now, guard);
    private final Canaries canaries = new Canaries(database, audit, () -> now, master, guard);

    @TempDir
    private Path folder;

    private OppositionList list = list(new long[0]);
    private long[] numbers = {};

    private Guard server() {
        return TestGuards.usual(database, audit, () -> now, master);
    }

    private static OppositionList list(long[] more) {
        ListBuilder list = new ListBuilder(NumberingPlan.FRANCE);
        for (int i = 0; i < LISTED; i++) {
            list.add(FIRST + i * STEP);
        }
        Arrays.stream(more).forEach(list::add);
        return list.build(1, Instant.parse("2026-11-26T08:00:00Z"));
    }

    @BeforeEach
    void listTwentyCanaries() throws IOException {
        int shift = 2 + random.nextInt((int) STEP - 2);
        numbers = LongStream.range(0, 20)
                .map(i -> FIRST + i * 1_999 * STEP + shift)
                .toArray();
        Canaries.Proposed proposed = propose(numbers);
        assertThat(proposed.taken()).isEqualTo(20);
        database.runInAccounts(() -> canaries.list(proposed.batch(), "staff:2"));
        list = list(numbers);
        guard.exchange();
    }

    private Canaries.Proposed propose(long... proposed) throws IOException {
        return propose(Arrays.stream(proposed)
                .mapToObj(Long::toString)
                .map("+%s"::formatted)
                .collect(Collectors.joining("\n")));
    }

    private Canaries.Proposed propose(String file) throws IOException {
        return canaries.propose(
                "Arcep", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), list, "staff:1");
    }

    private static Asker asker(UUID company) {
        return new Asker(company, company, "key:1", Asker.Door.LOOKUP);
    }

    private void ask(Guard server, UUID company, long... asked) {
        server.answer(asker(company), list, asked, asked.length, true);
    }

    private Optional<Held> file(Guard server, UUID company, String id, long... asked) {
        return database.inAccounts(() -> {
            Reading reading = server.reading();
            Arrays.stream(asked).forEach(reading::add);
            return server.file(
                    new Asker(company, company, id, Asker.Door.FILE), reading, Optional.empty(), false, list);
        });
    }

    /** Numbers as a call file has them, none of them a canary. */
    private long[] people(int n) {
        return LongStream.generate(() ->
                        FIRST + random.nextInt(LISTED) * STEP + STEP / 2 * (1 + random.nextInt(2)) + random.nextInt(90))
                .filter(number -> Arrays.stream(numbers).noneMatch(canary -> canary == number))
                .distinct()
                .limit(n)
                .toArray();
    }

    private List<String> signs(UUID company) {
        return desk.stops(company).stream().map(Stop::signs).toList();
    }

    private List<String> notes(UUID company) {
        return desk.notes(company, 10).stream().map(GuardDesk.Note::sign).toList();
    }

    private void next(Duration time) {
        now = now.plus(time);
    }

    @Test
    void databaseHasNoCanaryInPlain() {
        ask(guard, COMPANY, numbers[0]);
        guard.exchange();
        JdbcClient owner = JdbcClient.create(made.owner());
        String dump = Stream.of("canary_batch", "canary_sighting")
                .flatMap(
                        table -> owner
                                .sql("select cast(t as text) from accounts." + table + " t")
                                .query(String.class)
                                .list()
                                .stream())
                .collect(Collectors.joining("\n"));
        assertThat(dump).contains("Arcep", "key:1");
        for (long number : numbers) {
            assertThat(dump)
                    .doesNotContain(Long.toString(number))
                    .doesNotContain(String.format(Locale.ROOT, "%016x", number));
        }
    }

    /** It may be a slip of a finger: the operator sees it, the company goes on. */
    @Test
    void oneCanaryIsNotedOnceADayAndStopsNothing() {
        ask(guard, COMPANY, people(500));
        for (int i = 0; i < 5; i++) {
            ask(guard, COMPANY, numbers[3]);
            guard.exchange();
        }
        ask(guard, COMPANY, people(10));
        assertThat(signs(COMPANY)).isEmpty();
        assertThat(notes(COMPANY)).containsExactly("CANARIES 1");
        assertThat(desk.canaries(List.of(COMPANY, OTHER))).isEqualTo(Map.of(COMPANY, 1));
    }

    /** Two servers, one canary each: neither saw a sign. */
    @Test
    void canariesAskedOfTwoServersStopTheCompanyOnBoth() {
        Guard second = server();
        second.exchange();
        ask(guard, COMPANY, people(20));
        ask(guard, COMPANY, numbers[0]);
        ask(second, COMPANY, numbers[1]);
        guard.exchange();
        assertThat(signs(COMPANY)).isEmpty();
        second.exchange();
        guard.exchange();
        assertThat(signs(COMPANY)).containsExactly("CANARIES 2");
        assertThat(guard.stopped() + second.stopped()).isEqualTo(2);
        ask(guard, OTHER, numbers[2]);
    }

    /** A batch that was listed on one server is known to the other after an exchange, and one that was withdrawn is forgotten there. */
    @Test
    void serversLearnOfBatchesFromEachOther() throws IOException {
        Guard second = server();
        second.exchange();
        assertThat(second.canaries().canaries().size()).isEqualTo(20);
        UUID batch = canaries.batches().getFirst().id();
        database.runInAccounts(() -> canaries.withdraw(batch, "staff:2"));
        second.exchange();
        assertThat(second.canaries().canaries().size()).isZero();
        ask(second, COMPANY, numbers[0], numbers[1], numbers[2]);
        second.exchange();
        assertThat(signs(COMPANY)).isEmpty();
        assertThat(listed()).doesNotContain(boxed(numbers));
    }

    @Test
    void fileWithCanariesIsHeldAndItsCompanyIsNotToldWhy() {
        long[] people = people(1_000);
        long[] known = LongStream.concat(LongStream.of(people), LongStream.of(numbers[4], numbers[5], numbers[6]))
                .toArray();
        assertThat(file(guard, COMPANY, "submission:1", people)).isEmpty();
        assertThat(file(guard, COMPANY, "submission:2", known)).contains(new Held.Signs("WITHHELD"));
        assertThat(signs(COMPANY)).containsExactly("CANARIES 3");
        assertThat(desk.stops(COMPANY).getFirst().step()).isEqualTo(Stop.Step.SUSPEND);
        assertThat(file(guard, COMPANY, "submission:3", people)).contains(new Held.Stopped());
    }

    /** A person has looked: the same canaries are no sign again, another one is. */
    @Test
    void liftedCanariesAreNoSignAgain() {
        assertThat(file(guard, COMPANY, "submission:1", numbers[0], numbers[1])).isPresent();
        TestGuards.lift(guard, desk, COMPANY, "staff:1", "typed by hand from an old list");
        assertThat(file(guard, COMPANY, "submission:2", numbers[0], numbers[1])).isEmpty();
        ask(guard, COMPANY, numbers[0], numbers[1]);
        guard.exchange();
        assertThat(guard.stopped()).isZero();
        assertThat(file(guard, COMPANY, "submission:3", numbers[2], numbers[3])).isPresent();
    }

    @Test
    void calledCanaryNamesWhoHadItReturnedUpToThatDay() {
        ask(guard, OTHER, numbers[7]);
        guard.exchange();
        next(Duration.ofDays(1));
        assertThat(file(guard, COMPANY, "submission:1", numbers[7])).isEmpty();
        next(Duration.ofDays(1));
        ask(guard, COMPANY, numbers[8]);
        guard.exchange();
        LocalDate today = LegalCalendar.today(() -> now);
        String spelled = "0" + Long.toString(numbers[7]).substring(2);
        UUID late = canaries.called(spelled, today, "+33 1 99 00 11 22", "A call for panels", "staff:3");
        Canaries.Traced traced = canaries.trace(late, "staff:3");
        assertThat(traced.sightings())
                .extracting(Canaries.Sighting::company, Canaries.Sighting::actor, Canaries.Sighting::door)
                .containsExactly(
                        tuple(OTHER, "key:1", Asker.Door.LOOKUP), tuple(COMPANY, "submission:1", Asker.Door.FILE));
        assertThat(traced.caller()).contains("+33 1 99 00 11 22");
        UUID early = canaries.called(spelled, today.minusDays(2), "", "", "staff:3");
        assertThat(canaries.trace(early, "staff:3").sightings())
                .extracting(Canaries.Sighting::company)
                .containsExactly(OTHER);
        assertThat(audit.about("canaries:" + late, 10))
                .extracting(recorded -> recorded.entry().action())
                .containsExactly("canary.traced", "canary.called");
        assertThatThrownBy(() -> canaries.called("0610000001", today, "", "", "staff:3"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(new ListRefusal.NoCanary()));
    }

    /** Kept numbers are answered without being asked for again: a canary that is listed now stood in a file before. */
    @Test
    void canaryAmongKeptNumbersIsNoted() {
        guard.kept(new Asker(COMPANY, COMPANY, "campaign:1", Asker.Door.FILE), new long[] {FIRST + 1, numbers[9]});
        guard.exchange();
        assertThat(desk.canaries(List.of(COMPANY))).isEqualTo(Map.of(COMPANY, 1));
        UUID call = canaries.called("+" + numbers[9], LegalCalendar.today(() -> now), "", "", "staff:3");
        assertThat(canaries.trace(call, "staff:3").sightings())
                .extracting(Canaries.Sighting::actor)
                .containsExactly("campaign:1");
    }

    /** A held file was not returned: its company had no answer. */
    @Test
    void heldFileIsNoReturnedOne() {
        assertThat(file(guard, COMPANY, "submission:1", numbers[0], numbers[1])).isPresent();
        UUID call = canaries.called("+" + numbers[0], LegalCalendar.today(() -> now), "", "", "staff:3");
        assertThat(canaries.trace(call, "staff:3").sightings()).isEmpty();
    }

    @Test
    void tooManyCanariesAreRefusedAndListedNumbersAreNone() throws IOException {
        assertThatThrownBy(() -> propose(FIRST + 1))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(new ListRefusal.TooManyCanaries(0)));
        database.runInAccounts(
                () -> canaries.withdraw(canaries.batches().getFirst().id(), "staff:2"));
        Canaries.Proposed proposed = propose("+" + FIRST + "\nx\n0810000000\n0033610000001\n06 10 00 00 01\n");
        assertThat(proposed.taken()).isEqualTo(1);
        assertThat(proposed.left()).isEqualTo(4);
    }

    /** The number goes on and off the list for the person as any other does, and is a canary no more. */
    @Test
    void canaryThatAPersonProvesIsRetiredAndStaysOnTheListOfThatPerson() {
        Consumers consumers = consumers();
        assertThat(canaries.retire(list)).isZero();
        Consumers.Opposed.Registered camille = registered(consumers, "+" + numbers[0]);
        JdbcClient.create(made.owner())
                .sql("update accounts.registration set proved_at = now()")
                .update();
        assertThat(canaries.retire(list)).isEqualTo(1);
        assertThat(canaries.batches().getFirst().retired()).isEqualTo(1);
        guard.exchange();
        ask(guard, COMPANY, numbers[0], numbers[1]);
        guard.exchange();
        assertThat(signs(COMPANY)).as("one canary").isEmpty();
        database.runInAccounts(
                () -> canaries.withdraw(canaries.batches().getFirst().id(), "staff:2"));
        assertThat(listed()).contains(numbers[0]).doesNotContain(numbers[1]);
        consumers.withdraw(camille.consumer(), camille.registration().id());
        assertThat(listed()).isEmpty();
    }

    /** Registering and withdrawing numbers shows no canary: it stays where it was, as an imported number does. */
    @Test
    void canaryThatAPersonRegistersWithoutProofStaysOne() {
        Consumers consumers = consumers();
        Consumers.Opposed.Registered camille = registered(consumers, "+" + numbers[0]);
        assertThat(canaries.retire(list)).isZero();
        consumers.withdraw(camille.consumer(), camille.registration().id());
        assertThat(canaries.retire(list)).isZero();
        assertThat(listed()).contains(numbers[0]);
        database.runInAccounts(
                () -> canaries.withdraw(canaries.batches().getFirst().id(), "staff:2"));
        assertThat(listed()).isEmpty();
    }

    private Consumers consumers() {
        return new Consumers(
                database,
                new Outbox(database, () -> now),
                audit,
                () -> now,
                new ConsumerSettings(URI.create("https://oppose.example/"), false));
    }

    private Consumers.Opposed.Registered registered(Consumers consumers, String number) {
        return (Consumers.Opposed.Registered) consumers.confirm(token(consumers, number));
    }

    /** Registered a moment ago, before the job that retires: the number stays on the list all the same. */
    @Test
    void withdrawnBatchLeavesNumbersThatAPersonRegistered() {
        Consumers consumers = consumers();
        Consumers.Opposed.Registered camille = registered(consumers, "+" + numbers[0]);
        database.runInAccounts(
                () -> canaries.withdraw(canaries.batches().getFirst().id(), "staff:2"));
        assertThat(listed()).containsExactly(numbers[0]);
        consumers.withdraw(camille.consumer(), camille.registration().id());
        assertThat(listed()).isEmpty();
    }

    private String token(Consumers consumers, String number) {
        consumers.ask(number, "camille@example.org", Locale.FRENCH);
        String url = Objects.requireNonNull(new Outbox(database, () -> now)
                .take(1)
                .getFirst()
                .message()
                .parameters()
                .get("link"));
        return url.substring(url.indexOf('=') + 1);
    }

    /** What the table of the list holds. */
    private List<Long> listed() {
        Set<Long> held = new TreeSet<>();
        try (Publication publication =
                new Publication(database, PublicationSettings.in(folder), () -> now, PublicationWatch.SILENT).start()) {
            assertThat(publication.await(1, Duration.ofSeconds(10))).isTrue();
            publication.current().forEach(held::add);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return List.copyOf(held);
    }

    private static Long[] boxed(long[] numbers) {
        return LongStream.of(numbers).boxed().toArray(Long[]::new);
    }

    @Test
    void sightingsAreForgottenAfterThreeYearsAndWithTheirCompany() {
        JdbcClient.create(made.owner())
                .sql("insert into accounts.company (id, siren, name, address, representative, state, created_at)"
                        + " values (?, '000000018', 'Exemple', 'Rue', 'Camille', 'VERIFIED', '2026-11-24 00:00:00Z')")
                .param(COMPANY)
                .update();
        ask(guard, OTHER, numbers[0]);
        ask(guard, COMPANY, numbers[0]);
        guard.exchange();
        next(Duration.ofDays(GuardDesk.STOPS_KEPT_DAYS - 1));
        desk.forget();
        assertThat(desk.canaries(List.of(COMPANY))).isEmpty();
        UUID call = canaries.called("+" + numbers[0], LegalCalendar.today(() -> now), "", "", "staff:3");
        assertThat(canaries.trace(call, "staff:3").sightings()).hasSize(1);
        next(Duration.ofDays(2));
        desk.forget();
        assertThat(canaries.trace(call, "staff:3").sightings()).isEmpty();
    }
}
