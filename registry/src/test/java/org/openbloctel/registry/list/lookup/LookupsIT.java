package org.openbloctel.registry.list.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.list.guard.Guard;
import org.openbloctel.registry.list.guard.TestGuards;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.registry.list.publication.PublicationSettings;
import org.openbloctel.registry.list.publication.PublicationWatch;
import org.openbloctel.registry.list.trace.LookupTraces;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.number.NumberingPlan;

/** Look-ups say what the list says, and are counted. */
final class LookupsIT {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-25T08:00:00Z"));
    private static final UUID COMPANY = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);

    @TempDir
    Path folder;

    private final Database database = TestDatabase.create().database();
    private final MasterKeys master = MasterKeys.generate();
    private final AuditTrail audit = new AuditTrail(database, MasterKeys.generate(), CLOCK);
    private final LookupTraces traces = new LookupTraces(database, CLOCK, master, NumberingPlan.FRANCE);
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
        return lookups(publication, TestGuards.usual(database, audit, CLOCK, master));
    }

    private Lookups lookups(Publication publication, Guard guard) {
        return new Lookups(publication, database, CLOCK, guard, traces);
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
        Lookups unready = lookups(publication(folder), TestGuards.usual(database, audit, CLOCK, master));
        assertRefused(() -> unready.check(COMPANY, "key:1", numbers("0639980002")), new ListRefusal.ListNotFresh());
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
        assertThat(countedOn(COMPANY, day)).isEqualTo(3);
        assertThat(countedOn(OTHER, day)).isEqualTo(1);
        assertThat(countedOn(COMPANY, day.minusDays(1))).isZero();
    }

    private long countedOn(UUID company, LocalDate day) {
        return database.accounts()
                .sql(
                        "select coalesce(sum(numbers), 0) from accounts.lookup_count where company = :company and day = :day")
                .param("company", company)
                .param("day", day)
                .query(Long.class)
                .single();
    }

    @Test
    void tenThousandNumbersAreTakenAndOneMoreIsNot() {
        Written many = Written.of(java.util.Collections.nCopies(10_000, "0639980001"));
        assertThat(lookups.check(COMPANY, "key:1", many).judgements()).hasSize(10_000);
        Written tooMany = Written.of(java.util.Collections.nCopies(10_001, "0639980001"));
        assertRefused(() -> lookups.check(COMPANY, "key:1", tooMany), new ListRefusal.TooManyNumbers(10_000));
        assertRefused(() -> lookups.test(tooMany), new ListRefusal.TooManyNumbers(10_000));
    }

    /** Beside a number that is known not to be listed, another one in the same text decides the answer. */
    @Test
    void severalNumbersOfOneTextAreMeteredAll() {
        Written pairs = Written.of(IntStream.range(0, 1_500)
                .mapToObj(i -> "0639980005 / 063998" + (1_000 + i))
                .toList());
        assertThatThrownBy(() -> lookups.check(COMPANY, "key:1", pairs)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> lookups.check(COMPANY, "key:1", java.util.Collections.nCopies(1_500, OTHER), pairs))
                .isInstanceOf(RefusedException.class);
        assertThat(lookups.check(OTHER, "key:2", numbers("0639980005 / 0639980006"))
                        .judgements())
                .extracting(Judgement::verdict)
                .containsExactly(Verdict.CALLABLE);
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
}
