package org.openbloctel.registry.list.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/** What a server drew in advance comes back after its end, as far as its journal proves that it was not answered; once, and no further. */
final class DrawRefundsIT {
    private static final UUID COMPANY = new UUID(7, 1);
    private static final OppositionList LIST = new ListBuilder(NumberingPlan.FRANCE).build(1, Instant.EPOCH);
    private static final GuardRules NO_SIGNS = new GuardRules(
            Integer.MAX_VALUE, Integer.MAX_VALUE, 100, 100, 100, 100, List.of(), new Budget(2_000, 1_000));
    private static final int BOOT = 24;
    private static final int PRINT = PrintJournal.HEADER + PrintJournal.ENTRY + 2 * Long.BYTES;

    @TempDir
    Path folder = Path.of(".");

    private Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private final Database database = TestDatabase.create().database();
    private final AuditTrail audit = new AuditTrail(database, MasterKeys.generate(), () -> now);
    private final MasterKeys master = MasterKeys.generate();
    private final GuardDesk desk = new GuardDesk(database, audit, () -> now, guard());

    private Guard guard() {
        return new Guard(database, audit, () -> now, master, NO_SIGNS, 3, (stop, asked, learnt) -> {});
    }

    private Guard server() throws IOException {
        return guard().journalIn(folder);
    }

    private static void ask(Guard guard, long from, long to) {
        ask(guard, COMPANY, from, to);
    }

    private static void ask(Guard guard, UUID company, long from, long to) {
        long[] numbers =
                LongStream.range(from, to).map(i -> 33_610_000_000L + 9_973 * i).toArray();
        Asker asker = new Asker(company, company, "key:1", Asker.Door.LOOKUP);
        guard.answer(asker, LIST, numbers, numbers.length, true);
    }

    private long drawn() {
        return desk.standing(COMPANY).year();
    }

    /** The process is gone: its lock, its memory, and none of its files. */
    private static void kill(Guard server) throws IOException {
        Objects.requireNonNull(server.journal()).close();
    }

    private List<Path> journals() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void fiveKillsLoseNothingButWhatWasAnsweredAndItsNumbersStayKnown() throws IOException {
        for (int kills = 0; kills < 5; kills++) {
            Guard server = server();
            ask(server, 3L * kills, 3L * kills + 3);
            assertThat(drawn()).as("drawn in advance").isGreaterThan(3L * kills + 3);
            kill(server);
        }
        Guard next = server();
        assertThat(drawn()).isEqualTo(15);
        ask(next, 0, 15);
        next.exchange();
        next.close();
        assertThat(drawn()).as("asked again, they are no fresh numbers").isEqualTo(15);
        assertThat(journals()).isEmpty();
    }

    @Test
    void exchangedNumbersAreTakenOffOnceAndTheOthersByTheJournal() throws IOException {
        Guard server = server();
        ask(server, 0, 5);
        server.exchange();
        ask(server, 5, 9);
        server.exchange();
        ask(server, 9, 11);
        kill(server);
        server();
        assertThat(drawn()).isEqualTo(11);
    }

    @Test
    void restOfADayThatIsOverIsRefundedOnThatDay() throws IOException {
        Guard server = server();
        ask(server, 0, 5);
        now = now.plus(Duration.ofDays(1));
        ask(server, 5, 7);
        kill(server);
        server();
        assertThat(desk.standing(COMPANY).today()).isEqualTo(2);
        assertThat(drawn()).isEqualTo(7);
        desk.forget();
        assertThat(database.accounts()
                        .sql("select count(*) from accounts.guard_draw")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** Of a principal with many numbers, each print of the sample stands for several. Its twin's server stops as it should. */
    @Test
    void sampledNumbersAreCountedByTheirScale() throws IOException {
        UUID twin = new UUID(7, 2);
        for (UUID company : List.of(COMPANY, twin)) {
            desk.raise(company, new Budget(1_000_000, 100_000), LocalDate.parse("2027-01-01"), "contract", "staff:1");
            Guard server = server();
            for (int i = 0; i < 4; i++) {
                ask(server, company, 10_000L * i, 10_000L * (i + 1));
            }
            server.exchange();
            ask(server, company, 40_000, 42_000);
            if (company.equals(twin)) {
                server.close();
            } else {
                kill(server);
            }
        }
        Guard next = server();
        long answered = drawn();
        assertThat(answered)
                .isBetween(40_000L, 44_000L)
                .isEqualTo(desk.standing(twin).year());
        ask(next, 40_000, 42_000);
        assertThat(drawn()).as("they are known").isEqualTo(answered);
    }

    @Test
    void runningServersDrawsStayWhenAnotherStartsInItsFolder() throws IOException {
        Guard running = server();
        ask(running, 0, 5);
        long before = drawn();
        Guard second = server();
        assertThat(drawn()).isEqualTo(before);
        ask(running, 5, 10);
        second.close();
        running.close();
        assertThat(drawn()).isEqualTo(10);
    }

    @Test
    void twoThatStartAtOnceRefundOnce() throws Exception {
        Guard server = server();
        ask(server, 0, 5);
        kill(server);
        List<Callable<Guard>> starts = List.of(this::server, this::server);
        AtOnce.all(starts);
        assertThat(drawn()).isEqualTo(5);
    }

    @Test
    void journalThatIsReadAgainRefundsNothingMore() throws IOException {
        Guard server = server();
        ask(server, 0, 5);
        kill(server);
        Path journal = journals().getFirst();
        // As after a kill between the refund and the end of the file.
        Path link = Files.createLink(folder.resolveSibling(folder.getFileName() + "-link"), journal);
        server().close();
        Files.move(link, journal);
        server().close();
        assertThat(drawn()).isEqualTo(5);
    }

    @Test
    void copyOfTheFolderRefundsNothingWhileTheServerAnswers() throws IOException {
        Guard server = server();
        ask(server, 0, 5);
        long before = drawn();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        Path journal =
                journals().stream().filter(Files::isRegularFile).findFirst().orElseThrow();
        Files.copy(journal, copy.resolve(journal.getFileName()));
        guard().journalIn(copy);
        assertThat(drawn()).isEqualTo(before);
        server.close();
        assertThat(drawn()).isEqualTo(5);
    }

    @Test
    void journalThatProvesNothingRefundsNothing() throws IOException {
        Guard first = server();
        ask(first, 0, 3);
        kill(first);
        write(journals().getFirst(), BOOT);
        Guard second = server();
        ask(second, 3, 6);
        long before = drawn();
        kill(second);
        write(journals().getFirst(), PRINT);
        Guard third = server();
        assertThat(drawn()).as("another boot, a torn entry").isEqualTo(before);
        ask(third, 6, 9);
        long third3 = drawn();
        kill(third);
        Files.delete(journals().getFirst());
        Guard fourth = server();
        assertThat(drawn()).as("no journal").isEqualTo(third3);
        kill(fourth);
        Path restored = journals().getFirst();
        Path other = folder.resolve("other");
        Files.copy(restored, other);
        Files.move(other, restored, StandardCopyOption.REPLACE_EXISTING);
        server();
        assertThat(drawn()).as("a file that was restored").isEqualTo(third3);
    }

    private static void write(Path file, int at) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            bytes.writeLong(42);
        }
    }

    /** The room of the ring is enough for all honest companies; where it is not, the draws are lost as without a journal. */
    @Test
    void ringThatWasFullProvesNothingUntilTheNextExchange() throws IOException {
        PrintJournal journal = PrintJournal.create(PrintJournal.folder(folder));
        long[] prints = new long[PrintJournal.ENTRIES + 10];
        long last = journal.append(COMPANY, 20_000, prints, prints.length, 0);
        assertThat(journal.content()).isEmpty();
        journal.forget(last);
        journal.append(COMPANY, 20_000, prints, 3, 0);
        assertThat(journal.content().orElseThrow().entries())
                .filteredOn(entry -> entry.at() > last)
                .hasSize(3);
        journal.erase();
    }

    @Test
    void onlyTheServersUserReadsTheJournal() throws IOException {
        server();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(journals().getFirst())))
                .isEqualTo("rw-------");
    }

    @Test
    void aDrawIsASmallPartOfWhatIsLeftOfTheYear() throws IOException {
        Guard server = server();
        ask(server, 0, 1);
        assertThat(drawn()).isEqualTo(40);
        ask(server, 1, 900);
        now = now.plus(Duration.ofDays(1));
        ask(server, 900, 1_890);
        server.exchange();
        now = now.plus(Duration.ofDays(1));
        long before = drawn();
        ask(server, 1_890, 1_920);
        assertThat(drawn()).isLessThanOrEqualTo(before + 30);
    }

    private static long used(Guard server) {
        return Objects.requireNonNull(server.usage(List.of(COMPANY)).get(COMPANY))
                .standing()
                .year();
    }

    /** A server that answers before its first exchange of a day keeps nothing of the day before. */
    @Test
    void restOfYesterdayIsGivenBackBeforeTheFirstDrawOfADay() {
        Guard server = guard();
        ask(server, 0, 5);
        now = now.plus(Duration.ofDays(1));
        ask(server, 5, 7);
        assertThat(used(server)).isEqualTo(7);
    }

    private void stop(UUID company, UUID principal) {
        StopRows.in(database)
                .insert(new Stop(
                        UUID.randomUUID(),
                        company,
                        principal,
                        company.equals(principal),
                        Stop.Step.HOLD,
                        now,
                        "system",
                        "NEIGHBOURS 60 %",
                        Optional.empty()));
    }

    /** What is shown as left has it at once. */
    @Test
    void restOfAStoppedCompanyIsGivenBack() {
        Guard server = guard();
        ask(server, 0, 5);
        stop(COMPANY, COMPANY);
        server.exchange();
        server.exchange();
        assertThat(drawn()).isEqualTo(5);
        assertThat(Objects.requireNonNull(server.left(COMPANY)).standing().year())
                .isEqualTo(5);
    }

    /** It asks for itself, and others ask for it: each would draw anew after each exchange. */
    @Test
    void principalOfAStoppedPairKeepsWhatWasDrawn() {
        Guard server = guard();
        ask(server, 0, 5);
        long drawn = drawn();
        stop(new UUID(7, 2), COMPANY);
        server.exchange();
        server.exchange();
        assertThat(drawn()).isEqualTo(drawn).isGreaterThan(5);
    }

    /** It is forgotten between the moment at which a thread found it and the one at which that thread draws for it. */
    @Test
    void accountThatHasEndedTakesNothingMore() {
        Account account = new Account();
        Instant before = now.minusSeconds(1);
        assertThat(account.use(now)).isTrue();
        assertThat(account.end(before)).as("in use").isFalse();
        account.grant(LocalDate.EPOCH, 1);
        assertThat(account.end(now.plusSeconds(1))).as("with a draw").isFalse();
        assertThat(account.takeGrant(LocalDate.EPOCH)).isOne();
        assertThat(account.end(now.plusSeconds(1))).isTrue();
        assertThat(account.version()).isNegative();
        assertThat(account.use(now)).isFalse();
    }
}
