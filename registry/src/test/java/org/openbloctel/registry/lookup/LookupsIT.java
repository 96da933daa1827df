package org.openbloctel.registry.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.audit.AuditEntry;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.database.TestDatabase;
import org.openbloctel.registry.publication.Publication;
import org.openbloctel.registry.publication.PublicationSettings;
import org.openbloctel.registry.publication.PublicationWatch;
import org.openbloctel.registry.refusal.ListRefusal;
import org.openbloctel.registry.refusal.Refusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.engine.Verdict;

/** Look-ups say what the list says, are counted, and end when somebody walks through it. */
final class LookupsIT {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-25T08:00:00Z"));
    private static final UUID COMPANY = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);

    @TempDir
    Path folder;

    private final Database database = TestDatabase.create().database();
    private final AuditTrail audit = new AuditTrail(database, CLOCK);
    private Publication publication;
    private Lookups lookups;

    LookupsIT() {
        this.publication = publication(Path.of("target"));
        this.lookups = lookups();
    }

    private Publication publication(Path at) {
        return new Publication(database, PublicationSettings.in(at), CLOCK, PublicationWatch.SILENT);
    }

    private Lookups lookups() {
        return new Lookups(publication, database, audit, CLOCK, LookupRules.USUAL);
    }

    @BeforeEach
    void start() throws Exception {
        publication = publication(folder).start();
        lookups = lookups();
        long revision = publication
                .importNumbers(new ByteArrayInputStream("0639980001\n0199000003\n".getBytes(StandardCharsets.UTF_8)))
                .revision();
        assertThat(publication.await(revision, Duration.ofSeconds(20))).isTrue();
    }

    @AfterEach
    void stop() {
        publication.close();
    }

    private static Written numbers(String... numbers) {
        return Written.of(List.of(numbers));
    }

    private static Written range(int size) {
        return Written.of(IntStream.range(0, size)
                .mapToObj(i -> "+3363998%04d".formatted(i % 10_000))
                .toList());
    }

    @Test
    void answersAreThoseOfTheEngineByOneRevision() {
        Lookups.Answers answers =
                lookups.check(COMPANY, "key:1", numbers("06 39 98 00 01", "0639980002", "", "0800123456"));
        assertThat(answers.revision()).isEqualTo(2);
        assertThat(answers.judgements())
                .extracting(Judgement::verdict)
                .containsExactly(Verdict.OPPOSED, Verdict.CALLABLE, Verdict.UNCHECKED, Verdict.UNCHECKED);
        assertThat(answers.judgements().getFirst().number()).hasValue(33639980001L);
    }

    @Test
    void withoutAFreshListNothingIsAnswered() {
        Lookups unready = new Lookups(publication(folder), database, audit, CLOCK, LookupRules.USUAL);
        refused(() -> unready.check(COMPANY, "key:1", numbers("0639980002")), new ListRefusal.ListNotFresh());
    }

    @Test
    void numbersAreCountedByCompanyAndDay() {
        lookups.check(COMPANY, "key:1", numbers("0639980001", "0639980005"));
        lookups.check(COMPANY, "key:2", numbers("0639980001"));
        lookups.check(OTHER, "key:3", numbers("0639980001"));
        lookups.test(numbers("0639980001"));
        lookups.exchange();
        lookups.exchange();
        LocalDate day = LocalDate.parse("2026-11-25");
        assertThat(lookups.countedOn(COMPANY, day)).isEqualTo(3);
        assertThat(lookups.countedOn(OTHER, day)).isEqualTo(1);
        assertThat(lookups.countedOn(COMPANY, day.minusDays(1))).isZero();
    }

    @Test
    void whoWalksThroughARangeIsStoppedOnEveryServerUntilTheOperatorLiftsIt() {
        Lookups otherServer = lookups();
        refused(() -> lookups.check(COMPANY, "key:1", range(1000)), new ListRefusal.LookupsStopped());
        refused(() -> lookups.check(COMPANY, "key:2", numbers("0639980001")), new ListRefusal.LookupsStopped());
        lookups.exchange();
        refused(() -> lookups.check(COMPANY, "key:2", numbers("0639980001")), new ListRefusal.LookupsStopped());
        otherServer.exchange();
        refused(() -> otherServer.check(COMPANY, "key:1", numbers("0639980001")), new ListRefusal.LookupsStopped());
        assertThat(otherServer.check(OTHER, "key:3", numbers("0639980001")).judgements())
                .hasSize(1);
        assertThat(otherServer.stops()).containsExactly(new Lookups.Stop(COMPANY, CLOCK.instant(), "SEQUENCES"));
        otherServer.lift(COMPANY, "staff:1");
        assertThat(otherServer.stops()).isEmpty();
        lookups.exchange();
        assertThat(lookups.check(COMPANY, "key:1", numbers("0639980001")).judgements())
                .hasSize(1);
        assertThat(audit.about("company:" + COMPANY, 10))
                .extracting(recorded -> recorded.entry().action())
                .containsExactly("lookups.lifted", "lookups.stopped");
        assertThat(audit.about("company:" + COMPANY, 10).getLast().entry().details())
                .containsExactly(java.util.Map.entry("sign", "SEQUENCES"));
    }

    /** One thread answers for many: if it waited for the database, all would. */
    @Test
    void whatLooksStrangeIsWrittenDownWithoutWaitingForIt() {
        String[] strange = new String[1000];
        for (int i = 0; i < strange.length; i++) {
            strange[i] = i % 3 == 0 ? "063998%04d".formatted(i) : "0639980001";
        }
        database.inAccounts(() -> {
            // A writer into the trail has to wait for this.
            audit.record(new AuditEntry("system", "test.held", "test:1", Map.of()));
            return CompletableFuture.runAsync(() -> {
                        lookups.check(OTHER, "key:3", numbers(strange));
                        refused(() -> lookups.check(COMPANY, "key:1", range(1000)), new ListRefusal.LookupsStopped());
                        refused(
                                () -> lookups.check(COMPANY, "key:1", numbers("0639980001")),
                                new ListRefusal.LookupsStopped());
                    })
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        });
        lookups.exchange();
        lookups.exchange();
        assertThat(audit.before(Long.MAX_VALUE, 10))
                .extracting(recorded -> recorded.entry().action())
                .containsExactly("lookups.strange", "lookups.stopped", "test.held");
    }

    @Test
    void tenThousandNumbersAreTakenAndOneMoreIsNot() {
        Written many = Written.of(java.util.Collections.nCopies(10_000, "0639980001"));
        assertThat(lookups.check(COMPANY, "key:1", many).judgements()).hasSize(10_000);
        Written tooMany = Written.of(java.util.Collections.nCopies(10_001, "0639980001"));
        refused(() -> lookups.check(COMPANY, "key:1", tooMany), new ListRefusal.TooManyNumbers(10_000));
        refused(() -> lookups.test(tooMany), new ListRefusal.TooManyNumbers(10_000));
    }

    @Test
    void testAnswersAreFixedAndOnlyForFiction() {
        Lookups.Answers answers =
                lookups.test(numbers("06 39 98 12 35", "0199000002", "0612345678", "0639981235 / 0612345678"));
        assertThat(answers.revision()).isZero();
        assertThat(answers.judgements())
                .extracting(Judgement::verdict)
                .containsExactly(Verdict.OPPOSED, Verdict.CALLABLE, Verdict.UNCHECKED, Verdict.OPPOSED);
    }

    private static void refused(Runnable asked, Refusal why) {
        assertThatThrownBy(asked::run)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(why));
    }
}
