package org.openbloctel.registry.callfiles.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.callfiles.submission.SubmissionFixture.COMPANY;
import static org.openbloctel.registry.callfiles.submission.SubmissionFixture.FILE;
import static org.openbloctel.registry.callfiles.submission.SubmissionFixture.OTHER;
import static org.openbloctel.registry.callfiles.submission.SubmissionFixture.bytes;
import static org.openbloctel.registry.callfiles.submission.SubmissionFixture.sent;
import static org.openbloctel.registry.callfiles.submission.SubmissionLoopIT.assertRefused;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.callfiles.submission.SubmissionFixture;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Lane;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.scrub.file.LayoutOptions;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** One request under one key happens once; another request under it is refused; a key that no request holds is free again. */
final class IdempotencyKeyRowsIT {
    private static final String KEY = "key-1";
    private static final Duration TICK = Duration.ofMillis(1);
    private static final Duration RESERVED = Duration.ofSeconds(15);
    private static final UUID ONE = new UUID(9, 1);
    private static final UUID TWO = new UUID(9, 2);

    @TempDir
    private Path folder;

    private SubmissionFixture fixture;
    private IdempotencyKeyRows keys;

    @BeforeEach
    void start() {
        fixture = new SubmissionFixture(folder);
        keys = fixture.database.rows(IdempotencyKeyRows.class);
    }

    private Optional<IdempotencyKeyRows.Earlier> reserve(UUID company, UUID id) {
        return keys.reserve(company, KEY, id, fixture.now);
    }

    @Test
    void keyIsReservedFor15SecondsAfterTheLastSignOfItsRequest() {
        assertThat(reserve(COMPANY, ONE)).isEmpty();
        assertThat(reserve(OTHER, ONE)).as("each company has its own keys").isEmpty();
        fixture.later(RESERVED.minus(TICK));
        assertRefused("BT-0414", () -> reserve(COMPANY, TWO));
        keys.stillThere(COMPANY, KEY, ONE, fixture.now);
        fixture.later(RESERVED.minus(TICK));
        assertRefused("BT-0414", () -> reserve(COMPANY, TWO));
        fixture.later(TICK);
        assertThat(reserve(COMPANY, TWO)).as("the server that had it died").isEmpty();
    }

    /** Its server lives and says so, although no byte comes. */
    @Test
    @Tag("check-long")
    void senderThatPausesKeepsItsKey() throws IOException {
        InputStream content = bytes(FILE);
        AtomicBoolean paused = new AtomicBoolean();
        InputStream pausing = new FilterInputStream(content) {
            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                if (!paused.getAndSet(true)) {
                    fixture.later(RESERVED.minus(TICK));
                    assertThat(eventually(() -> until().isAfter(fixture.now.plus(TICK))))
                            .isTrue();
                }
                return super.read(target, from, length);
            }
        };
        Sent request = sent("a.csv", LayoutOptions.NONE, Optional.of("pausing"));
        assertThat(fixture.submissions().receive(request, pausing).again()).isFalse();
    }

    /** Jobs may have all their connections for longer than a key is reserved. */
    @Test
    @Tag("check-long")
    void busyJobsDelayNoSign() throws IOException {
        AtomicBoolean busy = new AtomicBoolean();
        DataSource connections = new DelegatingDataSource(fixture.test.owner()) {
            @Override
            public Connection getConnection() throws SQLException {
                if (busy.get() && Lane.current() == Lane.WORK) {
                    throw new SQLTransientConnectionException("jobs have them all");
                }
                return super.getConnection();
            }
        };
        Database database = new Database(connections, fixture.test.owner(), TestDatabase.KEYS);
        InputStream pausing = new FilterInputStream(bytes(FILE)) {
            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                if (!busy.getAndSet(true)) {
                    fixture.later(RESERVED.minus(TICK));
                    assertThat(eventually(() -> until().isAfter(fixture.now.plus(TICK))))
                            .isTrue();
                }
                return super.read(target, from, length);
            }
        };
        Sent request = sent("a.csv", LayoutOptions.NONE, Optional.of("pausing"));
        Lane before = Lane.API.take();
        try {
            assertThat(fixture.reception(database).receive(request, pausing).again())
                    .isFalse();
        } finally {
            before.take();
        }
    }

    private Instant until() {
        return fixture.database
                .accounts()
                .sql("select until from accounts.submission_key where key = 'pausing'")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static boolean eventually(BooleanSupplier there) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!there.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(50_000_000);
        }
        return true;
    }

    @Test
    void requestThatWasOnlySlowNeitherSettlesNorFreesTheKeyThatAnotherHas() {
        reserve(COMPANY, ONE);
        fixture.later(RESERVED);
        reserve(COMPANY, TWO);
        keys.stillThere(COMPANY, KEY, ONE, fixture.now.plus(Duration.ofDays(1)));
        assertThat(keys.settle(COMPANY, KEY, ONE, ONE, "f1", fixture.now)).isFalse();
        keys.release(COMPANY, KEY, ONE);
        assertRefused("BT-0414", () -> reserve(COMPANY, new UUID(9, 3)));
        assertThat(keys.settle(COMPANY, KEY, TWO, TWO, "f2", fixture.now)).isTrue();
        assertThat(reserve(COMPANY, ONE)).contains(new IdempotencyKeyRows.Earlier(TWO, "f2"));
    }

    @Test
    void settledKeyStandsForSevenDaysByTheCalendarOfParis() {
        fixture.now = Instant.parse("2026-10-20T10:00:00Z");
        reserve(COMPANY, ONE);
        keys.settle(COMPANY, KEY, ONE, ONE, "f1", fixture.now);
        keys.release(COMPANY, KEY, ONE);
        keys.stillThere(COMPANY, KEY, ONE, fixture.now);
        // The clocks go back on the 25th: seven days are 169 hours.
        fixture.now = Instant.parse("2026-10-27T10:59:59Z");
        assertThat(reserve(COMPANY, TWO)).contains(new IdempotencyKeyRows.Earlier(ONE, "f1"));
        assertThat(keys.known(COMPANY, KEY, "f1", fixture.now)).contains(ONE);
        fixture.now = Instant.parse("2026-10-27T11:00:00Z");
        assertThat(keys.known(COMPANY, KEY, "f1", fixture.now)).isEmpty();
        assertThat(reserve(COMPANY, TWO)).isEmpty();
    }

    @Test
    void knownRequestIsFoundByItsFingerprintAndAnotherRefused() {
        assertThat(keys.known(COMPANY, KEY, "f1", fixture.now)).isEmpty();
        reserve(COMPANY, ONE);
        assertRefused("BT-0413", () -> keys.known(COMPANY, KEY, "f1", fixture.now));
        keys.settle(COMPANY, KEY, ONE, TWO, "f1", fixture.now);
        assertThat(keys.known(COMPANY, KEY, "f1", fixture.now))
                .as("what it turned out to be")
                .contains(TWO);
        assertThat(keys.known(OTHER, KEY, "f1", fixture.now)).isEmpty();
        assertRefused("BT-0413", () -> keys.known(COMPANY, KEY, "f2", fixture.now));
    }

    private Optional<UUID> once(String key, UUID id, String fingerprint, Runnable work) {
        return fixture.database.inAccounts(() -> keys.once(COMPANY, key, id, fingerprint, fixture.now, work));
    }

    @Test
    void workUnderAKeyThatFailsLeavesTheKeyFree() {
        assertThatThrownBy(() -> once(KEY, ONE, "f1", () -> {
                    throw new IllegalStateException("no room");
                }))
                .isInstanceOf(IllegalStateException.class);
        List<String> done = new ArrayList<>();
        assertThat(once(KEY, TWO, "f2", () -> done.add("two"))).isEmpty();
        assertThat(once(KEY, ONE, "f2", () -> done.add("again"))).contains(TWO);
        assertRefused("BT-0413", () -> once(KEY, ONE, "f1", () -> done.add("other")));
        assertThat(done).containsExactly("two");
    }

    @Test
    void workUnderOneKeyIsDoneOnceByManyAtOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            String key = "round-" + round;
            List<UUID> done = new ArrayList<>();
            List<UUID> came = AtOnce.times(5, () -> {
                UUID id = UUID.randomUUID();
                return once(key, id, "f", () -> {
                            synchronized (done) {
                                done.add(id);
                            }
                        })
                        .orElse(id);
            });
            assertThat(came).hasSize(5).containsOnly(done.getFirst());
            assertThat(done).hasSize(1);
        }
    }

    private Reception.Admitted receive(String name, InputStream body) throws IOException {
        return fixture.reception().receive(sent(name, LayoutOptions.NONE, Optional.of(KEY)), body);
    }

    @Test
    void bodyThatBreaksOffFreesItsKeyAndLeavesNothing() throws IOException {
        InputStream torn = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                return read();
            }
        };
        assertThatThrownBy(() -> receive("a.csv", new SequenceInputStream(bytes(FILE), torn)))
                .isInstanceOf(IOException.class);
        assertThat(fixture.folder).isEmptyDirectory();
        Reception.Admitted first = receive("a.csv", bytes(FILE));
        assertThat(first.again()).isFalse();
        assertThat(receive("a.csv", bytes(FILE))).isEqualTo(new Reception.Admitted(first.submission(), true));
        assertRefused("BT-0413", () -> receive("a.csv", bytes(FILE + "x")));
        assertRefused("BT-0413", () -> receive("b.csv", bytes(FILE)));
    }

    @Test
    void slowRequestThatLostItsKeyIsRefusedAndLeavesNoSecondSubmission() throws IOException {
        List<Reception.Admitted> other = new ArrayList<>();
        InputStream slow = new SequenceInputStream(bytes(FILE), new InputStream() {
            @Override
            public int read() throws IOException {
                if (other.isEmpty()) {
                    fixture.later(RESERVED);
                    other.add(receive("a.csv", bytes(FILE + "Dora;0639980005\n")));
                }
                return -1;
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                return read();
            }
        });
        assertThatThrownBy(() -> receive("a.csv", slow))
                .isInstanceOf(RefusedException.class)
                .hasMessage("BT-0414");
        assertThat(fixture.database
                        .accounts()
                        .sql("select id from accounts.submission")
                        .query(UUID.class)
                        .list())
                .containsExactly(other.getFirst().submission());
    }
}
