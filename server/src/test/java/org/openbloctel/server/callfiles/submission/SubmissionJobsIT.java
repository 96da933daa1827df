package org.openbloctel.server.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.callfiles.scrubbing.ScrubQueue;
import org.openbloctel.registry.callfiles.submission.Erasure;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.boot.health.contributor.Health;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole of a submission inside the server: received, scrubbed by the job, certified, counted, downloaded, erased. */
final class SubmissionJobsIT {
    private static ServerFixture server;
    private static Caller caller;

    @BeforeAll
    static void start() throws Exception {
        server = ServerFixture.start("openbloctel.submissions.downloads.files-an-hour=3");
        caller = new Caller(server, "000000018", "Exemple").withPlan(10, 25);
        server.publish("0639980001\n0639980011\n");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void fileComesBackCertifiedAndIsCountedOnce() throws Exception {
        long before = caller.usedLines();
        Submission done = scrubbed("prospects.csv", bytes("Nom;Téléphone\nAnne;0639980001\nBert;0639980002\n"));
        assertThat(done.state()).isEqualTo(State.READY);
        assertThat(done.counts().callable()).isEqualTo(1);
        assertThat(download(done, Returned.Kind.CALLABLE)).isEqualTo("Nom;Téléphone\nBert;0639980002\n");
        Certificates certificates = server.bean(Certificates.class);
        var issued = certificates.ofSubmission(done.id()).orElseThrow();
        assertThat(done.certificate()).contains(issued.id().toString());
        assertThat(certificates.verify(issued.jws())).isInstanceOf(Certificates.Verification.Authentic.class);
        assertThat(issued.json()).contains("\"siren\":\"000000018\"").contains("consent-2026");
        assertThat(caller.usedLines()).isEqualTo(before + 2);
        Submission again = scrubbed("prospects.csv", bytes("Nom;Téléphone\nBert;0639980002\n"));
        assertThat(again.counts().chargedLines()).isZero();
        assertThat(caller.usedLines()).isEqualTo(before + 2);
    }

    @Test
    void workbookComesBackAsWorkbooks() throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(file, "test", null)) {
            Worksheet sheet = workbook.newWorksheet("Appels");
            String[][] rows = {{"Téléphone", "Identifiant"}, {"0639980011", "a"}, {"0639980012", "b"}, {"?", "c"}};
            for (int row = 0; row < rows.length; row++) {
                sheet.value(row, 0, rows[row][0]);
                sheet.value(row, 1, rows[row][1]);
            }
        }
        Submission done = scrubbed("appels.xlsx", file.toByteArray());
        assertThat(done.state()).as("%s", done.refusal()).isEqualTo(State.READY);
        List<String> callable = new ArrayList<>();
        try (InputStream in = open(done, Returned.Kind.CALLABLE);
                ReadableWorkbook workbook = new ReadableWorkbook(in);
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            rows.forEach(row -> callable.add(row.getCellText(0) + " " + row.getCellText(1)));
        }
        assertThat(callable).containsExactly("Téléphone Identifiant", "0639980012 b");
        assertThat(download(done, Returned.Kind.VERDICTS).lines())
                .containsExactly(
                        "Telephone;Identifiant;Reponse",
                        "0639980011;a;OPPOSED",
                        "0639980012;b;NOT_LISTED",
                        "?;c;UNCHECKED blank");
    }

    @Test
    void fileBeyondThePlanIsRefusedWithItsCodeAndNothingIsCounted() throws Exception {
        long before = caller.usedLines();
        StringBuilder lines = new StringBuilder("Téléphone\n");
        for (int i = 10; i < 30; i++) {
            lines.append("01990000").append(i).append('\n');
        }
        Submission done = scrubbed("trop.csv", bytes(lines.toString()));
        assertThat(done.state()).isEqualTo(State.REFUSED);
        assertThat(done.refusal().orElseThrow().code()).isEqualTo("BT-0321");
        assertThat(caller.usedLines()).isEqualTo(before);
        assertThat(server.bean(Certificates.class).ofSubmission(done.id())).isEmpty();
    }

    @Test
    void companyWithoutPlanSubmitsNothing() {
        Caller without = new Caller(server, "000000026", "Sans formule");
        assertThatThrownBy(() -> receive(without, "a.csv", bytes("0639980002\n")))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.refusal()).isInstanceOf(CompanyRefusal.NoPlan.class));
    }

    @Test
    void unusualDownloadsStopAndPeopleAreTold() throws Exception {
        Caller robbed = new Caller(server, "000000042", "Volée").withPlan(10, 100);
        server.bean(Staff.class).add("Sacha", "sacha@operator.example", "abc-Def-9876-xyz", Locale.FRENCH, "system");
        for (int i = 0; i < 3; i++) {
            Submission done = scrubbed(robbed, "a" + i + ".csv", bytes("06399800" + (20 + i) + "\n"));
            for (Returned.Kind part : List.of(Returned.Kind.CALLABLE, Returned.Kind.OPPOSED, Returned.Kind.VERDICTS)) {
                download(done, part); // all parts of a call file count once
            }
        }
        Submission fourth = scrubbed(robbed, "b.csv", bytes("0639980042\n"));
        assertThatThrownBy(() -> download(fourth, Returned.Kind.OPPOSED))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal()).isInstanceOf(SubmissionRefusal.DownloadsStopped.class));
        JdbcClient rows = JdbcClient.create(server.database().owner());
        assertThat(rows.sql("select recipient from accounts.outbox where template like 'alarm/%'")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("sacha@operator.example", robbed.email());
        assertThat(rows.sql("select count(*) from accounts.audit_entry where action = 'submission.downloads-stopped'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void erasedFilesAreGone() throws Exception {
        Submission done = scrubbed("effacer.csv", bytes("0639980002\n"));
        Path folder = server.bean(SubmissionSettings.class)
                .folder(server.bean(Settings.class).dataFolder());
        assertThat(files(folder, done.id())).isNotEmpty();
        Instant now = server.clock().instant();
        try {
            server.clock().move(Duration.ofDays(31));
            server.bean(Erasure.class).inputs();
            server.bean(Erasure.class).results();
            server.bean(Erasure.class).fingerprints();
        } finally {
            server.clock().set(now);
        }
        assertThat(files(folder, done.id())).isEmpty();
        assertThatThrownBy(() -> download(done, Returned.Kind.CALLABLE))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal()).isInstanceOf(SubmissionRefusal.FilesErased.class));
    }

    @Test
    void healthTellsWhenTheOldestNearsTheLegalDelay() throws Exception {
        LegalDelay delay = new LegalDelay(server.bean(ScrubQueue.class), server.clock(), Duration.ofDays(2));
        JdbcClient rows = JdbcClient.create(server.database().owner());
        UUID id = scrubbed("attente.csv", bytes("0639980002\n")).id();
        // A worker has it, and will for hours.
        rows.sql("update accounts.submission set state = 'CHECKING', received_at = ?, lease_until = ? where id = ?")
                .params(
                        java.sql.Timestamp.from(server.clock().instant().minus(Duration.ofHours(50))),
                        java.sql.Timestamp.from(server.clock().instant().plus(Duration.ofHours(1))),
                        id)
                .update();
        Health health = delay.health();
        delay.look();
        rows.sql("update accounts.submission set state = 'READY', lease_until = null where id = ?")
                .param(id)
                .update();
        assertThat(health.getDetails()).containsEntry("late", true).containsEntry("oldestSeconds", 180_000L);
        assertThat(delay.health().getDetails()).containsEntry("late", false);
    }

    private static List<String> files(Path folder, UUID id) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .filter(name -> name.contains(id.toString()))
                    .toList();
        }
    }

    private static Submission scrubbed(String name, byte[] content) throws Exception {
        return scrubbed(caller, name, content);
    }

    private static Submission scrubbed(Caller by, String name, byte[] content) throws Exception {
        Submission received = receive(by, name, content);
        Submissions submissions = server.bean(Submissions.class);
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            Submission now = submissions.get(by.company(), received.id());
            if (now.state().isSettled()) {
                return now;
            }
            LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError("still not scrubbed");
    }

    private static Submission receive(Caller by, String name, byte[] content) throws IOException {
        Sent sent = new Sent(
                by.company(), by.company(), by.owner(true).actor(), name, LayoutOptions.NONE, Optional.empty());
        return server.bean(Submissions.class)
                .receive(sent, new ByteArrayInputStream(content))
                .submission();
    }

    private static InputStream open(Submission submission, Returned.Kind kind) throws IOException {
        return server.bean(Submissions.class)
                .download(submission.company(), submission.id(), kind, "member:test")
                .content();
    }

    private static String download(Submission submission, Returned.Kind kind) throws IOException {
        try (InputStream in = open(submission, kind)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
