package org.openbloctel.server.accounts.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.retention.ErasureRuns;
import org.openbloctel.registry.platform.retention.ErasureStops;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rules of what is kept, in words, and the jobs that hold them, by hand and by the clock. */
final class RetentionPagesIT {
    private static final SignedIn.Staff STAFF = new SignedIn.Staff(UUID.randomUUID(), true);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String PATH = "/operateur/conservation";

    private static ServerFixture server;

    @BeforeAll
    static void start() {
        server = ServerFixture.start();
        JdbcClient.create(server.database().owner())
                .sql("with c as (insert into accounts.credential (id, realm, email, locale, password_hash, created_at,"
                        + " totp_secret) values (?, 'STAFF', 'staff@example.org', 'fr', '', now(), '\\x00') returning id)"
                        + " insert into accounts.staff (id, name, since) select id, 'Dominique Exemple', now() from c")
                .param(STAFF.id())
                .update();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyRuleThatNamesAJobHasOneAndEveryErasingJobARule() {
        Set<String> erasing = server.jobs().stream()
                .filter(RecurringJob::erases)
                .map(RecurringJob::name)
                .collect(Collectors.toSet());
        assertThat(erasing).containsExactlyInAnyOrderElementsOf(Rules.jobs());
    }

    @Test
    void everyFolderOfTheServerHasARule() throws IOException {
        List<String> ruled = Rules.all().stream()
                .flatMap(rule -> rule.stores().stream())
                .filter(store -> store.startsWith("file:"))
                .map(store -> store.substring("file:".length()))
                .toList();
        try (Stream<Path> files = Files.list(server.folder())) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())).toList())
                    .isNotEmpty()
                    .isSubsetOf(ruled);
        }
    }

    @Test
    void pageShowsRulesAndJobsInBothLanguages() {
        Visitor visitor = server.visitor(STAFF);
        HttpResponse<String> page = visitor.get(PATH);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body().replace("&#39;", "'"))
                .contains("Conservation", "Questions posées au service", "Effacer maintenant", "R. 223-7")
                .contains("accounts.certificate", "ans après l’échéance")
                .doesNotContain("??retention");
        assertThat(visitor.speaks("en").get(PATH).body())
                .contains("Retention", "Erase now", "3 years after expiry")
                .doesNotContain("??retention");
    }

    @Test
    void everyJobThatMayWaitHasANameInBothLanguages() {
        MessageSource texts = server.bean(MessageSource.class);
        assertThat(server.jobs().stream().filter(RecurringJob::waits))
                .hasSizeGreaterThan(Rules.jobs().size())
                .allSatisfy(job -> {
                    for (Locale locale : List.of(Locale.FRENCH, Locale.ENGLISH)) {
                        assertThat(new RetentionPages.JobNames(texts, locale).of(job.name()))
                                .isNotEqualTo(job.name());
                    }
                });
    }

    @Test
    void nobodyElseSeesIt() {
        assertThat(server.visitor(new SignedIn.Consumer(UUID.randomUUID()))
                        .get(PATH)
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.visitor().get(PATH).statusCode()).isEqualTo(302);
    }

    @Test
    void erasingNowErasesAndIsWrittenDown() {
        server.bean(Consumers.class).ask("06 39 98 00 01", "camille@example.org", Locale.FRENCH);
        Outbox outbox = server.bean(Outbox.class);
        outbox.take(10).forEach(outbox::sent);
        server.clock().move(Duration.ofDays(31));
        server.nightsPass();
        ErasureRuns runs = server.bean(ErasureRuns.class);
        Visitor visitor = server.visitor(STAFF);
        visitor.get(PATH);
        assertThat(visitor.post(PATH + "/" + Rules.MAILS, Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(visitor.get(PATH).body().replace('\u00a0', ' ')).contains("« Messages envoyés » commence");
        long end = System.nanoTime() + LONG.toNanos();
        while (runs.notable(50).stream().noneMatch(run -> run.job().equals(Rules.MAILS)) && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(runs.notable(50)).anySatisfy(run -> {
            assertThat(run.job()).isEqualTo(Rules.MAILS);
            assertThat(run.erased()).isEqualTo(1);
            assertThat(run.fault()).isEmpty();
        });
        assertThat(server.bean(AuditTrail.class).about("job:outbox.forget", 1))
                .singleElement()
                .satisfies(recorded -> assertThat(recorded.entry().actor()).isEqualTo(STAFF.actor()));
        assertThat(visitor.post(PATH + "/outbox.send", Map.of()).statusCode())
                .as("a job that erases nothing")
                .isEqualTo(404);
    }

    @Test
    @Tag("check-long")
    void afterAWeekOffAPersonSaysThatTheClockIsRightAndWhatIsTooOldIsErased() {
        try (ServerFixture away = ServerFixture.start()) {
            SignedIn.Staff staff = away.staff();
            away.nightsPass();
            JdbcClient owner = JdbcClient.create(away.database().owner());
            owner.sql(
                            "insert into accounts.outbox (id, created_at, next_attempt_at, locale, parameters, recipient, template,"
                                    + " settled_at) values (gen_random_uuid(), ?, ?, 'fr', '{}', '', 'test', ?)")
                    .params(Collections.nCopies(
                            3, away.clock().instant().minus(Duration.ofDays(25)).atOffset(ZoneOffset.UTC)))
                    .update();
            away.clock().move(Duration.ofDays(8));
            Visitor visitor = away.visitor(staff);
            visitor.get(PATH);
            assertThat(visitor.post(PATH + "/" + Rules.MAILS, Map.of()).statusCode())
                    .isEqualTo(302);
            await(() -> away.bean(ErasureStops.class).waiting().stream()
                    .anyMatch(stop -> stop.job().equals(Rules.MAILS) && stop.amount() == 1));
            assertThat(visitor.get(PATH).body().replace('\u00a0', ' '))
                    .contains(
                            "Plus rien n’est effacé depuis le 2 décembre 2026",
                            "date du 24 novembre 2026",
                            "reprendre");
            assertThat(visitor.get("/operateur").body()).contains("Effacements arrêtés");
            assertThat(owner.sql("select count(*) from accounts.outbox where template = 'alarm/erasing-stopped'")
                            .query(Integer.class)
                            .single())
                    .as("to each of the operator's people, once")
                    .isOne();
            assertThat(visitor.post(PATH + "/horloge", Map.of("shown", "0")).statusCode())
                    .isEqualTo(302);
            assertThat(visitor.get(PATH).body()).contains("rien n’est décidé");
            visitor.get(PATH);
            visitor.post(
                    PATH + "/horloge",
                    Map.of("shown", away.bean(ErasureStops.class).shown().digestOfDay()));
            assertThat(visitor.get(PATH).body())
                    .contains("L’horloge est confirmée")
                    .doesNotContain("reprendre</button>");
            await(() -> owner.sql("select count(*) from accounts.outbox where template = 'test'")
                            .query(Integer.class)
                            .single()
                    == 0);
            assertThat(away.bean(AuditTrail.class).about("retention", 1))
                    .singleElement()
                    .satisfies(recorded -> assertThat(recorded.entry().actor()).isEqualTo(staff.actor()));
        }
    }

    @Test
    void anUnusualAmountIsErasedAfterAPersonSaysThatItIsRight() {
        JdbcClient owner = JdbcClient.create(server.database().owner());
        server.nightsPass();
        owner.sql(
                        "insert into accounts.help_search (language, word, times, first_on, last_on)"
                                + " select 'fr', 'mot' || n, 1, date '2020-01-01', date '2020-01-01' from generate_series(1, 501) n")
                .update();
        Visitor visitor = server.visitor(STAFF);
        visitor.get(PATH);
        visitor.post(PATH + "/" + Rules.HELP, Map.of());
        ErasureStops stops = server.bean(ErasureStops.class);
        await(() -> !stops.shown().ofAmount().isEmpty());
        assertThat(visitor.get(PATH).body())
                .contains("elle effacerait 501 lignes ou fichiers, alors que 500 est le plus", "La quantité est juste");
        visitor.post(
                PATH + "/" + Rules.HELP + "/quantite",
                Map.of("shown", stops.shown().digest(stops.shown().ofAmount())));
        await(() -> owner.sql("select count(*) from accounts.help_search")
                        .query(Integer.class)
                        .single()
                == 0);
        assertThat(visitor.get(PATH).body()).doesNotContain("lignes ou fichiers");
    }

    @Test
    void aServerWhoseClockDiffersErasesNothing() {
        try (ServerFixture off = ServerFixture.start()) {
            Visitor visitor = off.visitor(off.staff());
            visitor.get(PATH);
            off.moveDatabase(Duration.ofSeconds(130));
            visitor.post(PATH + "/" + Rules.HELP, Map.of());
            ErasureStops stops = off.bean(ErasureStops.class);
            await(() -> !stops.waiting().isEmpty());
            assertThat(visitor.get(PATH).body())
                    .contains("diffèrent de plus de deux minutes depuis le")
                    .doesNotContain("L’horloge est juste");
            off.moveDatabase(Duration.ofSeconds(100));
            visitor.post(PATH + "/" + Rules.HELP, Map.of());
            await(() -> stops.waiting().isEmpty());
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(10_000_000);
        }
    }

    /** docs/retention.md says what the rules say. */
    @Test
    void documentationIsTheRules() throws IOException {
        MessageSource texts = server.bean(MessageSource.class);
        StringBuilder page = new StringBuilder("""
                # What is kept, why, until when

                Written from `registry.platform.retention.Rules` by a test; change the rules, then run `make fix`. The operator's page
                `/operateur/conservation` shows the same, with what was erased. Backups and logs keep what they hold until they are
                deleted themselves: see [operations](operations.md).

                | what | why | basis | until | erased by | where |
                | --- | --- | --- | --- | --- | --- |
                """);
        for (Rules.Rule rule : Rules.all()) {
            page.append("| ")
                    .append(String.join(
                            " | ",
                            text(texts, rule, "what"),
                            text(texts, rule, "why"),
                            rule.basis(),
                            server.bean(RetentionTexts.class).until(rule.id(), Locale.ENGLISH),
                            switch (rule.end()) {
                                case Rules.Rule.End.ByJob(String job) -> "`" + job + "`";
                                case Rules.Rule.End.AtOnce atOnce -> "what writes it, at once";
                                case Rules.Rule.End.WithTheService stays -> "stays";
                            },
                            rule.stores().stream()
                                    .map(store -> "`" + store + "`")
                                    .collect(Collectors.joining(" "))))
                    .append(" |\n");
        }
        Path file = Path.of("../docs/retention.md");
        if (System.getProperty("golden", "").equals("write")) {
            Files.writeString(file, page.toString());
        }
        assertThat(page.toString())
                .as("docs/retention.md: run `make fix` and look at the difference")
                .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
    }

    private static String text(MessageSource texts, Rules.Rule rule, String part) {
        return String.valueOf(texts.getMessage("retention." + rule.id() + "." + part, null, Locale.ENGLISH));
    }
}
