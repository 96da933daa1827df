package org.openbloctel.registry.list.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.callfiles.scrubbing.Gate;
import org.openbloctel.registry.callfiles.scrubbing.Hold;
import org.openbloctel.registry.callfiles.scrubbing.ScrubTask;
import org.openbloctel.registry.callfiles.submission.FileExamination;
import org.openbloctel.registry.callfiles.submission.NamedFiles;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.SubmissionFixture;
import org.openbloctel.registry.platform.doctor.Defect;
import org.openbloctel.registry.platform.doctor.Defects;
import org.openbloctel.registry.platform.filevault.FileWatch;
import org.openbloctel.registry.platform.filevault.FolderFiles;
import org.openbloctel.registry.platform.filevault.KeptFile;
import org.openbloctel.registry.platform.filevault.StoredFiles;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.number.NumberingPlan;

/** Checks leave traces that are found again by the number, however they are merged, and go after three years. */
final class TracesIT {
    private static final NumberingPlan PLAN = NumberingPlan.FRANCE;
    private static final long LISTED = 33639980001L;
    private static final long FREE = 33639980002L;
    private static final UUID AGENT = new UUID(3, 1);
    private static final UUID PRINCIPAL = new UUID(3, 2);

    @TempDir
    Path folder;

    private SubmissionFixture fixture;
    private TraceSearch search;
    private TraceKeeping keeping;

    @BeforeEach
    void start() {
        fixture = new SubmissionFixture(folder);
        search = new TraceSearch(fixture.database, fixture.master, fixture.vault, PLAN);
        keeping = keeping(fixture.vault);
    }

    private TraceKeeping keeping(Vault vault) {
        return new TraceKeeping(fixture.database, fixture.clock(), fixture.master, vault, PLAN);
    }

    private List<TracedCheck.Answered> found(long number) {
        return search.of(number, fixture.now.plusSeconds(1)).checks();
    }

    private List<Answer> answers(long number) {
        return found(number).stream().map(TracedCheck.Answered::answer).toList();
    }

    private int rows(String table) {
        return fixture.database
                .accounts()
                .sql("select count(*) from accounts." + table)
                .query(Integer.class)
                .single();
    }

    @Test
    void submissionIsFoundByEachOfItsNumbers() throws IOException {
        Submission submission = fixture.scrubbed(SubmissionFixture.FILE);
        assertThat(answers(LISTED)).containsExactly(Answer.OPPOSED);
        TracedCheck.Answered free = found(FREE).getFirst();
        assertThat(free.answer()).isEqualTo(Answer.CALLABLE);
        assertThat(free.check())
                .isEqualTo(new TracedCheck(
                        TracedCheck.Kind.FILE,
                        fixture.now,
                        fixture.now,
                        SubmissionFixture.COMPANY,
                        SubmissionFixture.COMPANY,
                        submission.id(),
                        null,
                        null,
                        "certificate-1",
                        7));
        assertThat(found(33639980003L)).isEmpty();
        assertThat(search.of(FREE, fixture.now).checks())
                .as("not before it was answered")
                .isEmpty();
    }

    @Test
    void numbersBesideThePhoneColumnAndOnUncheckedLinesAreFoundToo() throws IOException {
        fixture.scrubbed("Nom;Téléphone;Note\nAnne;0639980002;voir 06 39 98 00 03\nBert;0639980004 / 0639980005;\n");
        assertThat(answers(FREE)).containsExactly(Answer.CALLABLE);
        assertThat(answers(33639980003L)).containsExactly(Answer.BESIDE);
        assertThat(answers(33639980005L)).containsExactly(Answer.BESIDE);
    }

    @Test
    void sameNumbersAreKeptOnceAndOnlyTheAnswersThatChanged() throws IOException {
        fixture.scrubbed("Téléphone;Nom\n0639980001;Anne\n0639980002;Bert\n");
        assertThat(rows("trace_set")).isEqualTo(2);
        fixture.later(Duration.ofDays(29));
        fixture.scrubbed("Téléphone;Nom\n0639980002;Bert\n0639980001;Anne\n");
        assertThat(rows("trace_set")).isEqualTo(2);
        assertThat(rows("trace_volume")).isEqualTo(1);
        assertThat(rows("trace_check")).isEqualTo(2);
        assertThat(answers(LISTED)).containsExactly(Answer.OPPOSED, Answer.OPPOSED);
        assertThat(found(FREE).getLast().check().certificate()).isEqualTo("certificate-2");
    }

    @Test
    void largeSetIsSortedInRunsOfWhichNothingIsLeft() throws IOException {
        Traces traces = fixture.traces(fixture.database);
        CheckedSet set = traces.collect(1000);
        for (int i = 0; i < 12_345; i++) {
            set.add(33600000000L + i * 7919L % 10_000_000, i % 10 == 0 ? Verdict.OPPOSED : Verdict.CALLABLE);
        }
        set.add(33600000000L, Verdict.CALLABLE);
        Traces.Stored stored = traces.store(set);
        assertThat(fixture.vault.of(Vault.Kind.TRACE).names(set.id())).containsExactly(TraceRows.Volume.FILE);
        fixture.database.runInAccounts(() -> traces.add(stored, check(TracedCheck.Kind.FILE, fixture.now)));
        assertThat(answers(33600000000L)).as("of two answers the better one").containsExactly(Answer.CALLABLE);
        assertThat(answers(33600000000L + 10 * 7919L)).containsExactly(Answer.OPPOSED);
        assertThat(answers(33600000000L + 11 * 7919L)).containsExactly(Answer.CALLABLE);
        assertThat(answers(33600000001L)).isEmpty();
        assertThat(fixture.database
                        .accounts()
                        .sql("select numbers from accounts.trace_set order by place")
                        .query(Long.class)
                        .list())
                .containsExactly(12_345L, 1_234L);
    }

    @Test
    void dayBecomesOneVolumeInWhichAllIsFound() throws IOException {
        for (int i = 0; i < 9; i++) {
            fixture.scrubbed("Téléphone;Nom\n0639980001;Anne\n063998010" + i + ";Bert\n");
        }
        big(5000, Instant.parse("2026-11-25T08:00:00Z"));
        keeping.run();
        assertThat(rows("trace_volume")).as("today’s are few").isEqualTo(10);
        fixture.later(Duration.ofDays(1));
        keeping.run();
        assertThat(rows("trace_volume")).isEqualTo(1);
        assertThat(answers(LISTED)).hasSize(9).containsOnly(Answer.OPPOSED);
        for (int i = 0; i < 9; i++) {
            assertThat(found(33639980100L + i)).hasSize(1);
        }
        assertThat(answers(33610000000L + 4999)).containsExactly(Answer.CALLABLE);
        UUID volume = fixture.database
                .accounts()
                .sql("select id from accounts.trace_volume")
                .query(UUID.class)
                .single();
        assertThat(Traces.index(fixture.database).after(new UUID(0, 0), 5))
                .as("files of merged volumes are gone")
                .singleElement()
                .satisfies(file -> assertThat(file.folder()).isEqualTo(volume));
        fixture.vault.of(Vault.Kind.TRACE).requireWhole(volume, TraceRows.Volume.FILE, key());
    }

    private byte[] key() {
        return Traces.index(fixture.database)
                .after(new UUID(0, 0), 5)
                .getFirst()
                .key()
                .open(fixture.master);
    }

    private void big(int numbers, Instant at) throws IOException {
        Traces traces = fixture.traces(fixture.database);
        CheckedSet set = traces.collect();
        for (int i = 0; i < numbers; i++) {
            set.add(33610000000L + i, Verdict.CALLABLE);
        }
        Traces.Stored stored = traces.store(set);
        fixture.database.runInAccounts(() -> traces.add(stored, check(TracedCheck.Kind.FILE, at)));
    }

    private static TracedCheck check(TracedCheck.Kind kind, Instant at) {
        return new TracedCheck(kind, at, at, AGENT, PRINCIPAL, null, null, null, null, 7);
    }

    @Test
    void lookUpsAreFoundAtOnceAndBecomeOneCheckOfTheirHour() throws IOException {
        LookupTraces lookups = new LookupTraces(fixture.database, fixture.clock(), fixture.master, PLAN);
        Instant first = fixture.now;
        IntStream.range(0, 3).forEach(i -> {
            lookups.of(AGENT, PRINCIPAL).add(7 + i, buffer -> {
                buffer.number(LISTED, Verdict.OPPOSED);
                buffer.number(FREE + i, Verdict.CALLABLE);
                buffer.beside(33639980009L);
            });
            lookups.of(PRINCIPAL, PRINCIPAL).add(7, buffer -> buffer.number(FREE, Verdict.CALLABLE));
            lookups.flush();
            fixture.later(Duration.ofMinutes(10));
        });
        assertThat(answers(LISTED)).containsExactly(Answer.OPPOSED, Answer.OPPOSED, Answer.OPPOSED);
        assertThat(found(FREE)).hasSize(4);
        keeping.run();
        assertThat(rows("trace_lookup")).as("the hour is not over").isEqualTo(6);

        fixture.later(Duration.ofMinutes(40));
        keeping.run();
        assertThat(rows("trace_lookup")).isZero();
        assertThat(rows("trace_volume")).isEqualTo(1);
        TracedCheck.Answered listed = found(LISTED).getFirst();
        assertThat(found(LISTED)).hasSize(1);
        assertThat(listed.answer()).isEqualTo(Answer.OPPOSED);
        assertThat(listed.check())
                .isEqualTo(new TracedCheck(
                        TracedCheck.Kind.LOOKUP,
                        first,
                        first.plus(Duration.ofMinutes(20)),
                        AGENT,
                        PRINCIPAL,
                        null,
                        null,
                        null,
                        null,
                        9));
        assertThat(answers(33639980009L)).containsExactly(Answer.BESIDE);
        assertThat(found(FREE).stream().map(one -> one.check().company()).toList())
                .containsExactlyInAnyOrder(AGENT, PRINCIPAL);
        assertThat(search.askers(List.of(AGENT, PRINCIPAL, new UUID(9, 9))))
                .containsExactlyInAnyOrder(AGENT, PRINCIPAL);
        CheckedPrincipals principals = new CheckedPrincipals(fixture.database);
        Instant last = first.plus(Duration.ofMinutes(20));
        assertThat(principals.since(List.of(AGENT, PRINCIPAL), last)).containsExactly(PRINCIPAL);
        assertThat(principals.since(List.of(AGENT, PRINCIPAL), last.plusSeconds(1)))
                .isEmpty();
    }

    @Test
    void changesOfKeptNumbersCountFromTheirCheckOn() throws IOException {
        Submission submission = fixture.scrubbed(SubmissionFixture.FILE);
        recheck(submission, Map.of());
        recheck(submission, Map.of(FREE, true));
        recheck(submission, Map.of());
        recheck(submission, Map.of(FREE, false, LISTED, false));
        assertThat(answers(FREE))
                .containsExactly(Answer.CALLABLE, Answer.CALLABLE, Answer.OPPOSED, Answer.OPPOSED, Answer.CALLABLE);
        assertThat(answers(LISTED))
                .containsExactly(Answer.OPPOSED, Answer.OPPOSED, Answer.OPPOSED, Answer.OPPOSED, Answer.CALLABLE);
        recheck(new UUID(7, 7), Map.of(FREE, true));
        assertThat(rows("trace_check"))
                .as("a file from before there were traces leaves none")
                .isEqualTo(5);
    }

    private void recheck(Submission submission, Map<Long, Boolean> changed) {
        recheck(submission.id(), changed);
    }

    private void recheck(UUID submission, Map<Long, Boolean> changed) {
        fixture.later(Duration.ofDays(1));
        fixture.database.runInAccounts(() -> {
            try {
                fixture.traces(fixture.database)
                        .recheck(
                                new TracedCheck(
                                        TracedCheck.Kind.RECHECK,
                                        fixture.now,
                                        fixture.now,
                                        AGENT,
                                        PRINCIPAL,
                                        submission,
                                        null,
                                        null,
                                        null,
                                        8),
                                changed);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void fileThatIsHeldLeavesNothing() throws IOException {
        fixture.gate = new Gate() {
            @Override
            public Optional<Hold> hold(ScrubTask task, org.openbloctel.registry.callfiles.scrubbing.Made made) {
                return Optional.of(new Hold(Hold.Kind.SIGNS, "held"));
            }
        };
        StringBuilder file = new StringBuilder("Téléphone;Nom\n");
        IntStream.range(0, 5000)
                .forEach(i -> file.append("06399").append(80_000 + i).append(";A\n"));
        Submission submission = fixture.scrubbed(file.toString());
        assertThat(found(FREE)).isEmpty();
        assertThat(rows("trace_volume")).isZero();
        assertThat(fixture.vault.olderThan(Instant.now().plusSeconds(60)).stream()
                        .map(Vault.Folder::id)
                        .toList())
                .containsExactly(submission.id());
    }

    @Test
    void tracesGoAfterThreeYearsWithTheirFilesAndTheirKey() throws IOException {
        fixture.scrubbed(SubmissionFixture.FILE);
        big(5000, fixture.now);
        fixture.later(Duration.ofDays(400));
        big(6000, fixture.now);
        fixture.now = Instant.parse("2029-11-24T12:00:00Z");
        assertThat(keeping.forget()).isZero();
        fixture.now = Instant.parse("2029-11-26T12:00:00Z");
        assertThat(keeping.forget()).isEqualTo(2);
        assertThat(rows("trace_check")).isEqualTo(1);
        assertThat(rows("trace_set")).isEqualTo(1);
        assertThat(rows("trace_volume")).isEqualTo(1);
        assertThat(rows("trace_key"))
                .as("keys of years that nothing is left of")
                .isEqualTo(2);
        assertThat(Traces.index(fixture.database).after(new UUID(0, 0), 5)).hasSize(1);
        assertThat(found(LISTED)).isEmpty();
        assertThat(found(33610000000L)).hasSize(1);
    }

    @Test
    void missingFileIsCountedAndStopsNoMerge() throws IOException {
        big(5000, fixture.now);
        UUID volume = Traces.index(fixture.database)
                .after(new UUID(0, 0), 5)
                .getFirst()
                .folder();
        fixture.vault.of(Vault.Kind.TRACE).deleteBut(volume, List.of());
        fixture.scrubbed(SubmissionFixture.FILE);
        fixture.scrubbed("Téléphone;Nom\n0639980005;Anne\n");
        assertThat(search.of(FREE, fixture.now.plusSeconds(1)).missing()).isEqualTo(1);
        assertThat(found(FREE)).hasSize(1);
        fixture.later(Duration.ofDays(1));
        keeping.run();
        assertThat(rows("trace_volume")).isEqualTo(2);
        assertThat(found(FREE)).hasSize(1);
    }

    @Test
    void sweepOfTheReleaseBeforeSeesNoFolderOfTraces() throws IOException {
        Submission submission = fixture.scrubbed(SubmissionFixture.FILE);
        big(5000, fixture.now);
        assertThat(Traces.index(fixture.database).after(new UUID(0, 0), 5)).hasSize(1);
        try (Stream<Path> folders = Files.list(fixture.folder)) {
            assertThat(folders.map(one -> one.getFileName().toString())
                            .filter(name -> name.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")))
                    .as("it removes what is called so and what no row of submissions or kept numbers names")
                    .containsExactly(submission.id().toString());
        }
    }

    @Test
    void sweepRemovesWhatNoRowNamesAndLeavesTheVolumes() throws IOException {
        big(5000, fixture.now);
        CheckedSet broken = fixture.traces(fixture.database).collect(1000);
        for (int i = 0; i < 5000; i++) {
            broken.add(33620000000L + i, Verdict.CALLABLE);
        }
        try (Stream<Path> folders = Files.list(fixture.folder)) {
            for (Path one : folders.toList()) {
                Files.setLastModifiedTime(one, FileTime.from(fixture.now.minus(Duration.ofDays(2))));
            }
        }
        assertThat(fixture.erasure().sweep()).isEqualTo(1);
        assertThat(fixture.erasure().sweep()).isZero();
        assertThat(search.of(33610000000L, fixture.now.plusSeconds(1)).missing())
                .isZero();
        assertThat(found(33610000000L)).hasSize(1);
    }

    @Test
    void checksOfTheLastHourOfADayAreFoundOnThatDay() throws IOException {
        LookupTraces lookups = new LookupTraces(fixture.database, fixture.clock(), fixture.master, PLAN);
        fixture.now = Instant.parse("2026-11-25T22:30:00Z");
        lookups.of(AGENT, PRINCIPAL).add(7, buffer -> buffer.number(FREE, Verdict.CALLABLE));
        lookups.flush();
        Instant file = Instant.parse("2026-11-25T22:59:59Z");
        fixture.now = Instant.parse("2026-11-25T23:05:00Z");
        big(10, file);
        keeping.run();
        assertThat(rows("trace_lookup")).isZero();
        assertThat(search.of(FREE, file).checks()).hasSize(1);
        assertThat(search.of(33610000000L, file.plusMillis(1)).checks())
                .as("its volume was made when the next day had begun")
                .hasSize(1);
        assertThat(fixture.database
                        .accounts()
                        .sql("select made_on from accounts.trace_volume order by made_on")
                        .query(LocalDate.class)
                        .list())
                .containsExactly(LocalDate.of(2026, 11, 25), LocalDate.of(2026, 11, 26));
    }

    @Test
    void lookUpsThatBecomeACheckDuringTheSearchAreFoundOnce() throws IOException {
        LookupTraces lookups = new LookupTraces(fixture.database, fixture.clock(), fixture.master, PLAN);
        lookups.of(AGENT, PRINCIPAL).add(7, buffer -> buffer.number(FREE, Verdict.CALLABLE));
        lookups.flush();
        big(5000, fixture.now);
        fixture.later(Duration.ofHours(2));
        AtomicBoolean once = new AtomicBoolean();
        Vault disturbed = disturbed(() -> {
            if (!once.getAndSet(true)) {
                keeping.run();
            }
        });
        search = new TraceSearch(fixture.database, fixture.master, disturbed, PLAN);
        assertThat(found(FREE)).hasSize(1);
        assertThat(rows("trace_lookup")).isZero();
        assertThat(found(FREE)).hasSize(1);
    }

    /** The vault of the fixture, where something happens before a file is searched. */
    private Vault disturbed(Runnable before) {
        StoredFiles files = FolderFiles.reading(fixture.folder);
        return new Vault((StoredFiles) Proxy.newProxyInstance(
                StoredFiles.class.getClassLoader(), new Class<?>[] {StoredFiles.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("openAt")) {
                        before.run();
                    }
                    return method.invoke(files, arguments);
                }));
    }

    @Test
    void doctorAndWatchFindTheFilesWhereTheyAre() throws IOException {
        big(5000, fixture.now);
        NamedFiles named = new NamedFiles(
                fixture.database, List.of(Traces.files(fixture.database)), List.of(Traces.index(fixture.database)));
        FileWatch watch = new FileWatch(FolderFiles.in(fixture.folder, fixture.vault.room()), named, blind -> {});
        assertThat(watch.look()).isEqualTo(FileWatch.Sight.ALL);
        assertThat(defects()).isEmpty();
        KeptFile file = Traces.index(fixture.database).after(new UUID(0, 0), 5).getFirst();
        UUID lost = UUID.randomUUID();
        Path home = fixture.folder.resolve(Vault.Kind.TRACE.folder(lost));
        Files.move(fixture.folder.resolve(Vault.Kind.TRACE.folder(file.folder())), home);
        Files.setLastModifiedTime(home, FileTime.from(fixture.now.minus(Duration.ofDays(2))));
        assertThat(watch.look()).isEqualTo(FileWatch.Sight.MISSING);
        assertThat(defects())
                .containsExactlyInAnyOrder(
                        new Defects.Found(Defect.FILE_MISSING, 1, List.of(file.path())),
                        new Defects.Found(Defect.FILE_ORPHANED, 1, List.of("trace-" + lost + "/prints")));
    }

    private List<Defects.Found> defects() throws IOException {
        Defects defects = new Defects();
        new FileExamination(
                        fixture.database,
                        fixture.clock(),
                        fixture.master,
                        FolderFiles.reading(fixture.folder),
                        new FileExamination.Others(
                                List.of(Traces.files(fixture.database)),
                                List.of(Traces.index(fixture.database)),
                                id -> true),
                        false)
                .run(defects);
        return defects.found();
    }
}
