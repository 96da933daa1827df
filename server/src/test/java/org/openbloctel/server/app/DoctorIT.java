package org.openbloctel.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.registry.platform.audit.Checkpoints;
import org.openbloctel.registry.platform.doctor.Defect;
import org.openbloctel.registry.platform.filevault.FileWatch;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.programs.Program;
import org.openbloctel.server.platform.settings.SettingsException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The doctor finds a working server sound, and names each kind of damage that is done to its database and its folders. */
final class DoctorIT {
    private static final String FILE = "Telephone;Identifiant\n0639980001;A1\n0639980002;A2\nabc;A3\n";
    private static final int SUBMISSIONS = 9;
    private static final String ROW = "update accounts.submission set ";

    private final ServerFixture server =
            ServerFixture.start(ServerFixture.UNGUARDED, "openbloctel.submissions.days-as-sent=30");
    private final JdbcClient owner = JdbcClient.create(server.database().owner());
    private final List<UUID> submissions = new ArrayList<>();
    private boolean stopped;

    @BeforeEach
    void work() throws Exception {
        Publication list = server.bean(Publication.class);
        list.importNumbers(new ByteArrayInputStream("0639980001\n0639980003\n0639980004\n".getBytes(UTF_8)));
        assertThat(list.await(3, Duration.ofSeconds(20))).isTrue();
        list.snapshot();
        list.importNumbers(new ByteArrayInputStream("0639980005\n0639980006\n0639980007\n".getBytes(UTF_8)));
        assertThat(list.await(6, Duration.ofSeconds(20))).isTrue();
        Caller caller = new Caller(server, "000000018", "Exemple").withPlan(1_000_000, 10_000_000);
        // The caller has a second factor that is none.
        owner.sql("update accounts.credential set totp_secret = null where length(totp_secret) = 0")
                .update();
        Program program = new Program(server.address(), caller.key("obl_live_doctor0001", "submissions"));
        for (int i = 0; i < SUBMISSIONS; i++) {
            // The first is more than two segments of the vault.
            byte[] content = i == 0
                    ? ("Telephone\n" + "0639980002\n".repeat(60_000)).getBytes(UTF_8)
                    : (FILE + "0639980002;B" + i + "\n").getBytes(UTF_8);
            JsonNode settled = program.submitted("a" + i + ".csv", "", content);
            assertThat(settled.get("state").stringValue()).isEqualTo("READY");
            submissions.add(UUID.fromString(settled.get("id").stringValue()));
        }
        server.bean(Checkpoints.class).take();
        server.clock().move(Duration.ofDays(1));
        server.bean(Checkpoints.class).take();
    }

    @AfterEach
    void end() {
        stop();
    }

    private void stop() {
        if (!stopped) {
            stopped = true;
            server.close();
        }
    }

    private JsonNode examine(int exitCode, String... more) {
        DoctorCommand.Result result = DoctorCommand.run(words(more), server.clock());
        assertThat(result.exitCode()).as(result.text()).isEqualTo(exitCode);
        return JsonMapper.shared().readTree(result.text());
    }

    private List<String> words(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "--json",
                "--data",
                server.folder().toString(),
                "--db",
                server.database().url()));
        words.addAll(List.of(more));
        return words;
    }

    /** The defects by their codes, each with its subjects. */
    private static Map<String, Set<String>> defects(JsonNode report) {
        Map<String, Set<String>> defects = new TreeMap<>();
        for (JsonNode defect : report.get("defects")) {
            Set<String> subjects = new TreeSet<>();
            defect.get("subjects").forEach(subject -> subjects.add(subject.stringValue()));
            defects.put(defect.get("code").stringValue(), subjects);
        }
        return defects;
    }

    private Path vault(UUID submission) {
        return server.folder().resolve("submissions").resolve(submission.toString());
    }

    private String stored(UUID submission, String kind) {
        return owner.sql("select stored_name from accounts.submission_file where submission = ? and kind = ?")
                .params(submission, kind)
                .query(String.class)
                .single();
    }

    private void flip(Path file, long at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[Math.toIntExact(at)] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void workingServerIsSoundAndNothingIsWritten() throws Exception {
        JsonNode report = examine(0, "--deep");
        assertThat(report.get("sound").booleanValue()).isTrue();
        JsonNode examined = report.get("examined");
        assertThat(examined.get("submissions").intValue()).isEqualTo(SUBMISSIONS);
        assertThat(examined.get("certificates").intValue()).isEqualTo(SUBMISSIONS);
        // The file as it was sent, three returned files and the verdicts, the fingerprints.
        assertThat(examined.get("files").intValue()).isEqualTo(SUBMISSIONS * 6);
        assertThat(examined.get("numbers").intValue()).isEqualTo(6);
        assertThat(examined.get("snapshots").intValue()).isPositive();
        assertThat(examined.get("checkpoints").intValue()).isEqualTo(2);
        assertThat(examined.get("audit-entries").intValue()).isGreaterThan(SUBMISSIONS);
        assertThat(examined.get("jobs").intValue()).isGreaterThan(20);
        stop();
        Map<Path, FileTime> before = times();
        examine(0, "--deep");
        assertThat(times()).as("of a server that is stopped").isEqualTo(before);
        assertThat(DoctorCommand.run(without("--json", "--lang", "fr"), server.clock())
                        .text())
                .contains("Aucune anomalie.", "6\u00a0numéros inscrits", "9\u00a0dépôts");
        assertThat(DoctorCommand.run(without("--json", "--lang=en"), server.clock())
                        .text())
                .contains("No defects found.", "6 listed numbers", "9 submissions");
    }

    private List<String> without(String word, String... more) {
        List<String> words = new ArrayList<>(words(more));
        words.remove(word);
        return words;
    }

    private Map<Path, FileTime> times() throws IOException {
        Map<Path, FileTime> times = new TreeMap<>();
        try (Stream<Path> files = Files.walk(server.folder())) {
            for (Path file : files.toList()) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    @Test
    void productionThatDoesNotNameWhoRunsItIsADefect() throws Exception {
        Files.writeString(
                server.folder().resolve("openbloctel.properties"),
                "openbloctel.environment=production\nopenbloctel.operator.people=alix@opposition.example\n");
        assertThat(defects(examine(1)))
                .isEqualTo(Map.of(
                        "DR-701",
                        Set.of(
                                "openbloctel.portal.operator",
                                "openbloctel.portal.host",
                                "openbloctel.portal.contact")));
    }

    @Test
    void eachDefectIsNamed() throws Exception {
        stop();
        Map<String, Set<String>> expected = new TreeMap<>();
        damageFiles(expected);
        damageRows(expected);
        damageTrail(expected);
        damageWork(expected);
        damageList(expected);
        JsonNode report = examine(1);
        assertThat(defects(report)).isEqualTo(expected);
        assertThat(report.toString()).doesNotContain("63998");
        assertThat(report.get("unchecked")).isEmpty();

        UUID large = submissions.getFirst();
        String name = stored(large, "callable");
        Path file = vault(large).resolve(name);
        flip(file, Files.size(file) / 2);
        assertThat(defects(examine(1))).as("the middle of a file is not read").isEqualTo(expected);
        expected.computeIfAbsent("DR-402", none -> new TreeSet<>()).add(large + "/" + name);
        // The row of this one has the digest of another file.
        UUID other = submissions.get(8);
        expected.computeIfAbsent("DR-402", none -> new TreeSet<>()).add(other + "/" + stored(other, "unchecked"));
        assertThat(defects(examine(1, "--deep"))).isEqualTo(expected);

        for (String language : List.of("fr", "en")) {
            String text = DoctorCommand.run(without("--json", "--deep", "--lang", language), server.clock())
                    .text();
            expected.forEach((code, subjects) -> assertThat(text).contains(code).contains(subjects));
        }

        owner.sql(
                        "update list.opposition set number = gen_random_uuid() where number = (select min(number::text)::uuid from list.opposition)")
                .update();
        expected.keySet().removeAll(Set.of("DR-501", "DR-504"));
        expected.put("DR-505", Set.of("list"));
        assertThat(defects(examine(1, "--deep"))).isEqualTo(expected);

        Set<String> seen = new TreeSet<>(expected.keySet());
        seen.addAll(Set.of("DR-501", "DR-504"));
        seen.addAll(otherKeys());
        seen.addAll(otherSchema());
        // CheckpointsIT, LostEntriesIT and PowersIT plant the other defects of the trail, each on a trail of its own.
        EnumSet.of(
                        Defect.OPERATOR_UNNAMED,
                        Defect.AUDIT_BEGINNING,
                        Defect.POWER_UNEXPLAINED,
                        Defect.AUDIT_TAIL,
                        Defect.AUDIT_REWRITTEN,
                        Defect.AUDIT_BEFORE_SEAL,
                        Defect.CHECKPOINT_ALTERED,
                        Defect.AUDIT_UNCHAINED,
                        Defect.AUDIT_FOREIGN,
                        Defect.AUDIT_CERTIFIED,
                        Defect.AUDIT_SEEN,
                        Defect.CLOCK_DIFFERS)
                .forEach(defect -> seen.add(defect.code()));
        assertThat(Stream.of(Defect.values()).map(Defect::code)).containsExactlyInAnyOrderElementsOf(seen);
    }

    private void damageFiles(Map<String, Set<String>> expected) throws IOException {
        UUID missing = submissions.get(1);
        String callable = stored(missing, "callable");
        Files.delete(vault(missing).resolve(callable));
        expected.put("DR-401", Set.of(missing + "/" + callable));

        UUID cut = submissions.get(2);
        String opposed = stored(cut, "opposed");
        Path file = vault(cut).resolve(opposed);
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), Math.toIntExact(Files.size(file) - 1)));
        expected.put("DR-402", new TreeSet<>(Set.of(cut + "/" + opposed)));

        UUID orphan = UUID.randomUUID();
        Files.createDirectories(vault(orphan));
        Files.write(vault(orphan).resolve("in-0"), new byte[] {1});
        age(orphan);
        expected.put("DR-403", new TreeSet<>(Set.of(orphan + "/in-0")));

        Path evidence = server.folder().resolve("evidence");
        Files.deleteIfExists(evidence.resolve(FileWatch.MARK));
        Files.delete(evidence);
        expected.put("DR-400", Set.of(evidence.toString()));
    }

    private void age(UUID submission) throws IOException {
        Files.setLastModifiedTime(
                vault(submission), FileTime.from(server.clock().instant().minus(Duration.ofHours(9))));
    }

    private void damageRows(Map<String, Set<String>> expected) throws IOException {
        UUID waits = submissions.get(3);
        owner.sql(
                        ROW
                                + "state = 'HELD', hold_kind = 'SIGNS', hold_figures = '', held_at = now(), inputs = '{}' where id = ?")
                .param(waits)
                .update();
        expected.put("DR-404", Set.of(waits.toString()));
        age(waits);
        expected.computeIfAbsent("DR-403", none -> new TreeSet<>()).add(waits + "/in-0");

        UUID empty = submissions.get(4);
        for (String kind : List.of("callable", "opposed", "unchecked", "verdicts")) {
            expected.computeIfAbsent("DR-403", none -> new TreeSet<>()).add(empty + "/" + stored(empty, kind));
        }
        age(empty);
        owner.sql("delete from accounts.submission_file where submission = ?")
                .param(empty)
                .update();
        expected.put("DR-405", Set.of(empty.toString()));

        UUID uncertified = submissions.get(5);
        owner.sql("delete from accounts.certificate where submission = ?")
                .param(uncertified)
                .update();
        UUID forged = submissions.get(6);
        owner.sql(
                        "update accounts.certificate set jws = overlay(jws placing 'AAAA' from length(jws) - 40) where submission = ?")
                .param(forged)
                .update();
        expected.put("DR-301", Set.of(certificate(forged)));
        UUID contradicted = submissions.get(7);
        owner.sql("update accounts.certificate set expires_at = expires_at + interval '1 day' where submission = ?")
                .param(contradicted)
                .update();
        expected.put("DR-302", Set.of(certificate(contradicted)));
        expected.put(
                "DR-406", new TreeSet<>(Set.of(uncertified.toString(), forged.toString(), contradicted.toString())));
        UUID other = submissions.get(8);
        owner.sql(
                        "update accounts.submission_file set sha256 = repeat('0', 64) where submission = ? and kind = 'unchecked'")
                .param(other)
                .update();
        expected.put("DR-303", Set.of(certificate(other)));
    }

    private String certificate(UUID submission) {
        return owner.sql("select id from accounts.certificate where submission = ?")
                .param(submission)
                .query(UUID.class)
                .single()
                .toString();
    }

    private void damageTrail(Map<String, Set<String>> expected) throws IOException {
        owner.sql("update accounts.audit_entry set actor = 'member:other' where seq = 3")
                .update();
        expected.put("DR-201", Set.of("3"));
        owner.sql("delete from accounts.audit_checkpoint where n = 1").update();
        expected.put("DR-207", Set.of("1"));
        try (Stream<Path> files = Files.list(server.folder().resolve("checkpoints"))) {
            for (Path file :
                    files.filter(path -> path.toString().contains("000002")).toList()) {
                Files.delete(file);
            }
        }
        server.clock().move(Duration.ofDays(3));
        expected.put("DR-209", Set.of("2"));
        expected.put("DR-210", Set.of("2"));
    }

    private void damageWork(Map<String, Set<String>> expected) {
        String columns =
                "insert into accounts.scheduled_tasks (task_name, task_instance, execution_time, picked, version) values ";
        owner.sql(columns + "('feature.unknown', 'x', now(), false, 1)").update();
        expected.put("DR-601", Set.of("feature.unknown"));
        owner.sql(
                        "update accounts.scheduled_tasks set execution_time = now() + interval '9 days' where task_name = 'audit.checkpoint'")
                .update();
        expected.put("DR-602", Set.of("audit.checkpoint"));
        owner.sql("insert into accounts.erasure_stop (job, reason, since, tried_at, amount, may)"
                        + " values ('outbox.forget', 'AMOUNT', now(), now(), 900, 500)")
                .update();
        expected.put("DR-605", Set.of("outbox.forget"));
        UUID unknown = mail("feature/unknown", Duration.ZERO);
        expected.put("DR-603", Set.of(unknown.toString()));
        UUID late = mail("consumer/confirm", Duration.ofDays(3));
        expected.put("DR-604", Set.of(late.toString()));
        UUID plain = mail("consumer/sign-in", Duration.ZERO);
        owner.sql("update accounts.outbox set parameters = '{link,https://opposition.example/}',"
                        + " created_at = created_at - interval '2 hours' where id = ?")
                .param(plain)
                .update();
        expected.put("DR-607", Set.of(plain.toString()));
    }

    private UUID mail(String template, Duration wait) {
        UUID id = UUID.randomUUID();
        owner.sql(
                        "insert into accounts.outbox (id, created_at, recipient, locale, template, parameters, next_attempt_at)"
                                + " values (?, ?, 'a@example.org', 'fr', ?, '{}', ?)")
                .params(
                        id,
                        server.clock().instant().atOffset(java.time.ZoneOffset.UTC),
                        template,
                        server.clock().instant().plus(wait).atOffset(java.time.ZoneOffset.UTC))
                .update();
        return id;
    }

    private void damageList(Map<String, Set<String>> expected) throws IOException {
        Path folder = server.folder().resolve("list");
        String lineage =
                owner.sql("select lineage from list.head").query(String.class).single();
        // The clock was moved by a day, so that the server may have written another one.
        Files.deleteIfExists(folder.resolve("list-" + lineage + "-6.sealed"));
        owner.sql("delete from list.opposition where number = (select number from list.change where revision = 6)")
                .update();
        expected.put("DR-501", Set.of("6"));
        assertThat(defects(examine(1))).as("all were judged by revision 6").doesNotContainKey("DR-304");
        owner.sql("delete from list.change where revision = 2").update();
        Path sound = folder.resolve("list-" + lineage + "-3.sealed");
        assertThat(sound).exists();
        Files.copy(sound, folder.resolve("list-" + lineage + "-99.sealed"));
        expected.put("DR-502", Set.of("list-" + lineage + "-99.sealed"));
        Files.copy(sound, folder.resolve("list-" + lineage + "-5.sealed"));
        expected.put("DR-503", Set.of("list-" + lineage + "-5.sealed"));
        // Between the changes that follow the snapshot, and before the last.
        owner.sql("delete from list.change where revision = 4").update();
        expected.put("DR-504", Set.of("4"));
        expected.remove("DR-501");
        assertThat(defects(examine(1)).keySet()).doesNotContain("DR-501").contains("DR-504");
        owner.sql(
                        "insert into list.change (revision, number, added, at) select 4, number, true, at from list.change where revision = 3")
                .update();
        expected.remove("DR-504");
        expected.put("DR-501", Set.of("6"));
        // Revision 6 is another list now, with one number less.
        Set<String> others = new TreeSet<>();
        for (int i : List.of(0, 1, 2, 3, 4, 8)) {
            others.add(certificate(submissions.get(i)));
        }
        expected.put("DR-304", others);
    }

    private Set<String> otherKeys() throws IOException {
        Path key = server.folder().resolve("master.key");
        String right = Files.readString(key);
        Files.writeString(key, Base64.getEncoder().encodeToString(MasterKeys.newDataKey()));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Set<String> found = defects(examine(1)).keySet();
        assertThat(found).contains("DR-111", "DR-206");
        Files.writeString(key, right);
        return Set.of("DR-111", "DR-206");
    }

    private Set<String> otherSchema() {
        owner.sql("delete from flyway_schema_history where version = '329'").update();
        owner.sql("update flyway_schema_history set checksum = checksum + 1 where version = '20' or version = '020'")
                .update();
        owner.sql("insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, execution_time, success) values (9999, '99999', 'later', 'SQL', 'V99999__later.sql', 1,"
                        + " 'test', 1, true)")
                .update();
        JsonNode report = examine(1);
        Map<String, Set<String>> found = defects(report);
        assertThat(found.keySet()).containsExactly("DR-101", "DR-102", "DR-103");
        assertThat(found.get("DR-102")).containsExactly("99999");
        assertThat(report.get("unchecked").get("files").stringValue()).isEqualTo("schema");
        return found.keySet();
    }

    @Test
    @Tag("check-long")
    void whatCannotBeReachedIsNotSaidToBeSound() {
        stop();
        assertThatThrownBy(() -> DoctorCommand.run(List.of("--data", "nowhere"), server.clock()))
                .isInstanceOf(SettingsException.class);
        assertThatThrownBy(() -> DoctorCommand.run(
                        List.of("--data", server.folder().toString(), "--db", "jdbc:postgresql://127.0.0.1:1/none"),
                        server.clock()))
                .hasStackTraceContaining("refused");
        assertThatThrownBy(() -> DoctorCommand.run(words("--demon"), server.clock()))
                .hasMessageContaining("is no option of doctor");
        owner.sql("revoke select on accounts.certificate from openbloctel_accounts")
                .update();
        JsonNode report = examine(2);
        assertThat(report.get("sound").booleanValue()).isFalse();
        assertThat(report.get("unchecked").get("certificates").stringValue()).contains("permission denied");
        assertThat(report.get("unchecked").has("list")).isFalse();
    }
}
