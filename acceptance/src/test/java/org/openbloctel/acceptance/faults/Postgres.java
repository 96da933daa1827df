package org.openbloctel.acceptance.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.openbloctel.server.platform.postgres.EmbeddedPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The one PostgreSQL of all servers, durable, to be killed, frozen and cut. It is started again by itself. */
final class Postgres implements AutoCloseable {
    private static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final String IN_A_TRANSACTION = " from pg_stat_activity where backend_type = 'client backend'"
            + " and pid <> pg_backend_pid() and backend_xid is not null";

    private final Path folder;
    private final EmbeddedPostgres server;

    private Postgres(Path folder, EmbeddedPostgres server) {
        this.folder = folder;
        this.server = server;
    }

    static Postgres start(Path folder) {
        return new Postgres(folder, EmbeddedPostgres.start(folder));
    }

    int port() {
        return URI.create(server.url().substring("jdbc:".length())).getPort();
    }

    /** Its address as the owner, with the password in it, at the end of a cable or at its own port. */
    String url(int port) {
        return server.url().replace(":" + port() + "/", ":" + port + "/") + "?user=" + EmbeddedPostgres.NAME
                + "&password=" + server.password();
    }

    DataSource owner() {
        return new DriverManagerDataSource(url(port()));
    }

    JdbcClient rows() {
        return JdbcClient.create(owner());
    }

    /** The token in the latest mail from this template to an address, as it waits in the outbox. */
    String token(String email, String template) {
        return rows().sql("""
                select coalesce(substring(parameters[array_position(parameters, 'link') + 1] from 'jeton=(.*)$'),
                    parameters[array_position(parameters, 'token') + 1])
                from accounts.outbox where recipient = ? and template = ? order by created_at desc limit 1
                """).params(email, template).query(String.class).single();
    }

    /** Kills its main process; the others see it and end. */
    void kill() throws IOException {
        ProcessHandle postmaster = postmaster();
        if (!postmaster.destroyForcibly()) {
            throw new IllegalStateException("PostgreSQL cannot be killed");
        }
        postmaster.onExit().join();
    }

    /** Kills the process of one connection in the middle of a transaction: PostgreSQL ends all others and recovers. */
    boolean killInATransaction() {
        return inATransaction().stream()
                .limit(1)
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .anyMatch(ProcessHandle::destroyForcibly);
    }

    /** Ends each connection that is in the middle of a transaction, as an administrator does. How many. */
    int endTransactions() {
        try {
            return rows().sql("select count(pg_terminate_backend(pid))" + IN_A_TRANSACTION)
                    .query(Integer.class)
                    .single();
        } catch (RuntimeException away) {
            return 0;
        }
    }

    private List<Long> inATransaction() {
        try {
            return rows().sql("select pid" + IN_A_TRANSACTION).query(Long.class).list();
        } catch (RuntimeException away) {
            return List.of();
        }
    }

    /** The main process first, so that it starts no other meanwhile; then all that it started. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String which) throws IOException, InterruptedException {
        ProcessHandle postmaster = postmaster();
        send(which, List.of(postmaster));
        send(which, postmaster.descendants().toList());
    }

    private static void send(String which, List<ProcessHandle> processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", which));
        Stream<String> pids = processes.stream().map(one -> Long.toString(one.pid()));
        command.addAll(pids.toList());
        if (!processes.isEmpty()) {
            // One of them may have ended meanwhile.
            new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }

    private ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    /** Waits until it answers. */
    void await() {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try (Connection connection = DriverManager.getConnection(url(port()))) {
                if (connection.isValid(1)) {
                    return;
                }
            } catch (SQLException away) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("PostgreSQL does not come back", away);
                }
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
