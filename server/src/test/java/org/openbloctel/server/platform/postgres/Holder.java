package org.openbloctel.server.platform.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;

/** A process that starts PostgreSQL in a folder, commits a row, says so and waits to be killed. */
final class Holder {
    static final String READY = "ready";

    private Holder() {}

    public static void main(String[] arguments) throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]));
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists kept (n int generated always as identity)");
            statement.execute("insert into kept default values");
        }
        System.out.println(READY);
        new CountDownLatch(1).await();
    }

    static Connection connect(EmbeddedPostgres postgres) throws java.sql.SQLException {
        return DriverManager.getConnection(postgres.url(), EmbeddedPostgres.NAME, postgres.password());
    }
}
