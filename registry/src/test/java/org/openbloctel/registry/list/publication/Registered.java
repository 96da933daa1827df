package org.openbloctel.registry.list.publication;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Numbers that come and go in a test database, as the accounts' side makes them. */
final class Registered {
    static final long FIRST = 33639980000L;
    static final Instant TIME = Instant.parse("2026-03-29T00:59:59.123456Z");

    private final TestDatabase test;
    private final Database database;

    Registered(TestDatabase test) {
        this.test = test;
        this.database = test.database();
    }

    long oppose(int number) {
        return change("oppose", number);
    }

    long withdraw(int number) {
        return change("withdraw", number);
    }

    private long change(String function, int number) {
        return database.accounts()
                .sql("select list." + function + "(?, ?)")
                .params(sealed(number), OffsetDateTime.ofInstant(TIME, ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** How the table holds a number. */
    UUID sealed(int number) {
        return database.listNumbers().seal(FIRST + number);
    }

    JdbcClient owner() {
        return JdbcClient.create(test.owner());
    }

    /** Waits until something is so, without a notification: looks again every millisecond. */
    static boolean within(Duration atMost, BooleanSupplier so) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return true;
    }
}
