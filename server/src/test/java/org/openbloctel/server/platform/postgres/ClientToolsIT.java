package org.openbloctel.server.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.database.Migrations;
import org.openbloctel.registry.platform.database.RoleRows;
import org.openbloctel.registry.platform.database.SchemaText;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.settings.SettingsException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A dump of one PostgreSQL is restored into another, empty one, by an owner who is no superuser; with the tools of this machine. */
@Tag("check-long")
final class ClientToolsIT {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final List<Cluster> clusters = new ArrayList<>();

    @TempDir
    private Path folder;

    private final class Cluster {
        private final Programs programs;
        private final Path data;
        private final int port;

        Cluster(Path tools, String name) throws IOException {
            Path home = Files.createDirectory(folder.resolve(name));
            data = home.resolve("data");
            programs = new Programs(tools, Prefix.forOwnerOf(home));
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            }
            run("initdb", "--pgdata=" + data, "--auth=trust", "--username=postgres", "--no-sync");
            run(
                    "pg_ctl",
                    "start",
                    "--wait",
                    "--pgdata=" + data,
                    "--log=" + home.resolve("log"),
                    "--options=-c port=" + port + " -c unix_socket_directories= -c fsync=off");
            clusters.add(this);
            JdbcClient superuser =
                    JdbcClient.create(login("postgres", "postgres").single());
            superuser.sql("create role openbloctel login createrole").update();
            superuser.sql("create database openbloctel owner openbloctel").update();
        }

        private void run(String program, String... arguments) {
            Programs.Result result = programs.run(PATIENCE, program, arguments);
            assertThat(result.failed()).as(result.said()).isFalse();
        }

        private Settings.Login login(String user, String database) {
            return new Settings.Login("jdbc:postgresql://127.0.0.1:" + port + "/" + database, user, null);
        }

        Settings.Login owner() {
            return login("openbloctel", "openbloctel");
        }

        void stop() {
            run("pg_ctl", "stop", "--wait", "--mode=immediate", "--pgdata=" + data);
        }
    }

    @AfterEach
    void stop() {
        clusters.forEach(Cluster::stop);
    }

    private static Optional<Path> tools() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Stream.of("initdb", "pg_dump", "pg_restore")
                            .allMatch(program -> Files.exists(bin.resolve(program))))
                    .max(Path::compareTo);
        }
    }

    @Test
    void dumpIsPutBackWithItsRolesAndRights() throws Exception {
        Optional<Path> found = tools();
        assumeThat(found).as("the tools of PostgreSQL").isPresent();
        Path tools = found.orElseThrow();
        Settings.Login from = new Cluster(tools, "from").owner();
        Migrations.apply(from.single(), () -> TestDatabase.KEYS);
        JdbcClient.create(from.single())
                .sql(
                        "insert into accounts.outbox (id, created_at, recipient, locale, template, parameters, next_attempt_at)"
                                + " values (gen_random_uuid(), now(), 'a@example.org', 'fr', 'x', '{}', now())")
                .update();
        Path dump = folder.resolve("openbloctel.dump");
        new ClientTools(from, tools).dump(dump);

        Settings.Login to = new Cluster(tools, "to").owner();
        assertThatThrownBy(() -> new ClientTools(to, tools).restore(dump, () -> {}))
                .as("no dump has the roles")
                .hasMessageMatching("(?s)pg_restore failed: .*role.*openbloctel_(accounts|list|eraser).*");

        Settings.Login empty = new Cluster(tools, "empty").owner();
        assertThat(RoleRows.isEmpty(empty.single())).isTrue();
        RoleRows.make(empty.single());
        new ClientTools(empty, tools).restore(dump, () -> RoleRows.letCreate(empty.single()));
        RoleRows.letCreateNoMore(empty.single());
        assertThat(RoleRows.isEmpty(empty.single())).isFalse();
        SchemaText expected = new SchemaText(from.single());
        SchemaText restored = new SchemaText(empty.single());
        assertThat(restored.schema()).isEqualTo(expected.schema());
        assertThat(restored.grants()).isEqualTo(expected.grants());
        assertThat(Migrations.missing(empty.single())).isZero();
        assertThat(Migrations.apply(empty.single(), () -> TestDatabase.KEYS)).isZero();
        JdbcClient client = JdbcClient.create(empty.single());
        assertThat(client.sql("select count(*) from accounts.outbox")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        for (String role : List.of("openbloctel_accounts", "openbloctel_list", "openbloctel_eraser")) {
            client.sql("set role " + role).update();
        }
    }

    /** Of a list of hosts Java's own parser says that there is none, and a restore must not go to this machine instead. */
    @Test
    void severalHostsAreRefused() {
        for (String hosts : List.of("a.internal,b.internal", "a.internal:5432,b.internal:5433")) {
            Settings.Login login =
                    new Settings.Login("jdbc:postgresql://" + hosts + "/openbloctel", "openbloctel", null);
            assertThatThrownBy(() -> new ClientTools(login, folder))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("give one host");
        }
    }

    @Test
    void toolsAreSentToTheHostOfTheAddress() throws IOException {
        Path tool =
                Files.writeString(folder.resolve("pg_dump"), "#!/bin/sh\necho $PGHOST $PGPORT $PGDATABASE\nexit 1\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        Map<String, String> hosts = Map.of(
                "//db.internal:5433/one", "db.internal 5433 one",
                "//db_internal/two", "db_internal 5432 two",
                "//[::1]:5434/three", "::1 5434 three",
                "///four", "localhost 5432 four");
        hosts.forEach((address, expected) -> {
            Settings.Login login = new Settings.Login("jdbc:postgresql:" + address, "openbloctel", null);
            assertThatThrownBy(() -> new ClientTools(login, folder).dump(folder.resolve("x")))
                    .hasMessageContaining(expected);
        });
    }

    @Test
    void missingToolIsNamed() {
        Settings.Login login = new Settings.Login("jdbc:postgresql://127.0.0.1:1/none", "none", null);
        assertThatThrownBy(() -> new ClientTools(login, folder).dump(folder.resolve("x")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("pg_dump");
    }
}
