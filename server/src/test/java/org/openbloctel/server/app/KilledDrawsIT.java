package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A server, a process of its own, is killed five times after look-ups on a small plan: the year loses what was answered, and no more. */
@Tag("check-long")
final class KilledDrawsIT {
    private static final int KILLS = 5;
    private static final int ASKED = 7;
    private static final String KEY = "obl_live_0000000001";

    @TempDir
    Path folder = Path.of(".");

    private final TestDatabase database = TestDatabase.create();
    private final List<ServerProcess> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(ServerProcess::close);
    }

    @Test
    void fiveKillsLoseWhatWasAnsweredAndNoMore() throws Exception {
        Files.writeString(folder.resolve("list.txt"), "0199000000\n");
        Files.writeString(
                folder.resolve("openbloctel.properties"),
                "openbloctel.list.import-file=" + folder.resolve("list.txt") + "\n");
        Caller caller = new Caller(database, "000000018", "Exemple").withPlan(100, 600);
        caller.key(KEY, "checks");
        for (int kill = 0; kill < KILLS; kill++) {
            look(server(), kill * ASKED, (kill + 1) * ASKED);
            assertThat(drawn()).as("drawn in advance").isGreaterThan((kill + 1L) * ASKED);
            servers.getLast().kill();
        }
        URI last = server();
        assertThat(drawn()).isEqualTo(KILLS * ASKED);
        look(last, 0, KILLS * ASKED);
        assertThat(drawn()).as("known numbers draw nothing").isEqualTo(KILLS * ASKED);
    }

    private static void look(URI server, int from, int to) {
        Program program = new Program(server, KEY);
        String numbers = IntStream.range(from, to)
                .mapToObj(i -> "\"0639%06d\"".formatted(980_000 + 37 * i))
                .collect(Collectors.joining(","));
        assertThat(Program.comesTrue(() -> program.send(
                                        "POST",
                                        "/api/v1/checks",
                                        BodyPublishers.ofString("{\"numbers\":[" + numbers + "]}"),
                                        "Content-Type",
                                        "application/json")
                                .statusCode()
                        == 200))
                .isTrue();
    }

    private long drawn() {
        return JdbcClient.create(database.owner())
                .sql("select coalesce(sum(numbers), 0) from accounts.guard_drawn")
                .query(Long.class)
                .single();
    }

    private URI server() throws IOException {
        ServerProcess started = ServerProcess.start(folder, database);
        servers.add(started);
        return started.address();
    }
}
