package org.openbloctel.server.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.list.publication.ListImported;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Two servers on one database and one folder share the queue: each file is scrubbed once, and either gives it back. */
final class TwoServersIT {
    private static final int FILES = 12;
    private static final int LINES = 2000;

    private static ServerFixture first;
    private static ServerFixture second;
    private static Program atFirst;
    private static Program atSecond;

    @BeforeAll
    static void start() throws Exception {
        String[] calm = {ServerFixture.UNGUARDED, "openbloctel.http.requests-a-minute.company=100000"};
        first = ServerFixture.start(calm);
        second = first.startAnother(
                Stream.of(calm, first.shared()).flatMap(Stream::of).toArray(String[]::new));
        Caller caller = new Caller(first, "000000018", "Exemple").withPlan(10_000, 1_000_000);
        String key = caller.key("obl_live_0000000001", "submissions");
        atFirst = new Program(first.address(), key);
        atSecond = new Program(second.address(), key);
        ListImported imported = first.bean(Publication.class)
                .importNumbers(new java.io.ByteArrayInputStream(Program.bytes("0199000000\n")));
        for (ServerFixture server : List.of(first, second)) {
            assertThat(server.bean(Publication.class).await(imported.revision(), Duration.ofSeconds(20)))
                    .isTrue();
        }
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
    }

    @Test
    void eachFileIsScrubbedOnceAndEitherServerGivesItBack() {
        List<CompletableFuture<JsonNode>> sent = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            Program to = i % 2 == 0 ? atFirst : atSecond;
            String name = "f" + i + ".csv";
            byte[] file = file(i);
            sent.add(CompletableFuture.supplyAsync(() -> to.submitted(name, "", file)));
        }
        for (int i = 0; i < FILES; i++) {
            JsonNode done = sent.get(i).join();
            assertThat(done.get("state").asString()).isEqualTo("READY");
            assertThat(done.get("report").get("opposed").asInt()).isEqualTo(1);
            Program other = i % 2 == 0 ? atSecond : atFirst;
            assertThat(other.file(done, "callable").lines()).hasSize(LINES);
        }
        JdbcClient rows = JdbcClient.create(first.database().owner());
        assertThat(count(rows, "accounts.audit_entry where action = 'submission.scrubbed'"))
                .isEqualTo(FILES);
        assertThat(count(rows, "accounts.certificate")).isEqualTo(FILES);
        assertThat(count(rows, "accounts.quota_use")).isEqualTo(FILES);
        assertThat(count(rows, "accounts.submission where attempt <> 1 or failures <> 0"))
                .isZero();
    }

    private static long count(JdbcClient rows, String what) {
        return rows.sql("select count(*) from " + what).query(Long.class).single();
    }

    /** A header, an opposed number, and so many callable ones: of each block for fiction another. */
    private static byte[] file(int i) {
        String[] blocks = {"026191", "035301", "046571", "053649", "063998"};
        StringBuilder lines = new StringBuilder("0199000000\n");
        for (int n = 0; n < LINES; n++) {
            lines.append(blocks[i % blocks.length])
                    .append(String.format(Locale.ROOT, "%04d", n))
                    .append('\n');
        }
        return Program.bytes(lines.toString());
    }
}
