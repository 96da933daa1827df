package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A server, a process of its own, is killed in the middle of ten submissions. The next one brings all ten back, each once. */
@Tag("check-long")
final class KilledServerIT {
    private static final int FILES = 10;
    private static final int LINES = 20_000;
    private static final String[] FICTION = {"035301", "046571", "053649", "063998"};
    private static final int BLOCK = 10_000;
    private static final String KEY = "obl_live_0000000001";
    private static final String PASSWORD = "Trois chevaux gris dans un pré";
    private static final String SECOND_FACTOR = "/operateur/second-facteur";

    @TempDir
    Path folder = Path.of(".");

    private final TestDatabase database = TestDatabase.create();
    private final List<ServerProcess> servers = new ArrayList<>();
    private final JdbcClient rows = JdbcClient.create(database.owner());

    @AfterEach
    void stop() {
        servers.forEach(ServerProcess::close);
    }

    @Test
    void allTenComeBackRightOnce() throws Exception {
        Files.writeString(folder.resolve("list.txt"), "0199000000\n0261910000\n");
        Files.writeString(
                folder.resolve("openbloctel.properties"),
                "openbloctel.list.import-file=" + folder.resolve("list.txt")
                        + "\nopenbloctel.submissions.at-once=1\nopenbloctel.submissions.threads=1"
                        + "\nopenbloctel.submissions.lease-seconds=5"
                        + "\nopenbloctel.http.requests-a-minute.company=100000\n" + ServerFixture.UNGUARDED + "\n");
        URI first = server();
        Caller caller = new Caller(database, "000000018", "Exemple").withPlan(LINES * 2L, 10_000_000);
        caller.key(KEY, "submissions");
        Visitor person = person(first);
        Program program = new Program(first, KEY);
        assertThat(Program.comesTrue(() -> count("list.opposition") == 2)).isTrue();
        // At once: one after the other, each might be scrubbed before the next one comes.
        List<Callable<String>> submitted = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            String name = "f" + i + ".csv";
            byte[] file = file(i);
            submitted.add(
                    () -> Program.json(program.submit(name, "", file)).get("id").asString());
        }
        List<String> ids = AtOnce.all(submitted);
        servers.getFirst().kill();
        long unfinished = count("accounts.submission where state in ('RECEIVED', 'CHECKING')");
        assertThat(unfinished).as("killed too late to prove anything").isPositive();

        URI second = server();
        Visitor there = new Visitor(second);
        person.cookies()
                .getCookieStore()
                .getCookies()
                .forEach(cookie -> there.cookies().getCookieStore().add(second, cookie));
        assertThat(there.get(SECOND_FACTOR).statusCode())
                .as("the session that the killed server opened")
                .isEqualTo(200);
        Program again = new Program(second, KEY);
        for (int i = 0; i < FILES; i++) {
            JsonNode done = again.settled(ids.get(i));
            assertThat(done.get("state").asString()).isEqualTo("READY");
            assertThat(done.get("report").get("rows").asInt()).isEqualTo(LINES + 2);
            assertThat(again.file(done, "opposed").lines().skip(1)).hasSize(2);
            assertThat(again.file(done, "callable").lines().skip(1)).hasSize(LINES);
        }
        assertThat(count("accounts.audit_entry where action = 'submission.scrubbed'"))
                .isEqualTo(FILES);
        assertThat(count("accounts.certificate")).isEqualTo(FILES);
        assertThat(count("accounts.submission")).isEqualTo(FILES);
        assertThat(caller.usedLines())
                .isEqualTo(rows.sql("select sum(charged_lines) from accounts.submission")
                        .query(Long.class)
                        .single());
    }

    /** A person of the operator's who gave their password, in a browser. */
    private Visitor person(URI server) {
        InstantSource clock = InstantSource.system();
        Database all = database.database();
        AuditTrail audit = new AuditTrail(all, TestDatabase.KEYS, clock);
        UUID id = new Credentials(all, clock, audit, new Outbox(all, clock))
                .create(Credential.Realm.STAFF, "sacha@example.org", PASSWORD, Locale.FRENCH);
        rows.sql("insert into accounts.staff (id, name, since) values (?, 'Sacha Exemple', now())")
                .param(id)
                .update();
        Visitor visitor = new Visitor(server);
        visitor.get("/operateur/connexion");
        visitor.post("/operateur/connexion", Map.of("email", "sacha@example.org", "password", PASSWORD));
        assertThat(visitor.get(SECOND_FACTOR).statusCode()).isEqualTo(200);
        return visitor;
    }

    private long count(String what) {
        return rows.sql("select count(*) from " + what).query(Long.class).single();
    }

    /** Long lines: to decrypt, scrub and encrypt them takes a moment. */
    private static byte[] file(int i) {
        StringBuilder lines = new StringBuilder("Téléphone;Note\n0199000000;a\n0261910000;b\n");
        for (int n = 0; n < LINES; n++) {
            String block = FICTION[(i + n / BLOCK) % FICTION.length];
            lines.append(block)
                    .append(String.format(Locale.ROOT, "%04d", n % BLOCK))
                    .append(';')
                    .append("x".repeat(200))
                    .append('\n');
        }
        return Program.bytes(lines.toString());
    }

    private URI server() throws IOException {
        ServerProcess started = ServerProcess.start(folder, database);
        servers.add(started);
        return started.address();
    }
}
