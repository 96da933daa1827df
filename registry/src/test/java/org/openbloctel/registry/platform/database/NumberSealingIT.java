package org.openbloctel.registry.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database of a former version, with plain numbers, is sealed whole or not at all, and loses none. */
@Tag("check-long")
final class NumberSealingIT {
    private static final long FIRST = 33_639_980_000L;
    private static final int LISTED = 11_000;

    private final TestDatabase test = TestDatabase.empty();
    private final JdbcClient owner = JdbcClient.create(test.owner());
    private final MasterKeys keys = MasterKeys.generate();
    private final UUID consumer = UUID.randomUUID();

    /** As version 280 left it: everything holds numbers in plain. */
    private void plain() {
        Migrations.flyway(test.owner(), () -> keys).target("280").load().migrate();
        owner.sql("insert into list.opposition select n, now() from generate_series(?, ?) n")
                .params(FIRST, FIRST + LISTED - 1)
                .update();
        owner.sql("insert into list.change values (1, ?, true, now()), (2, ?, false, now()), (3, ?, true, now())")
                .params(FIRST, FIRST, FIRST)
                .update();
        owner.sql(
                        "insert into accounts.consumer (id, email, locale, created_at) values (?, 'c@example.org', 'fr', now())")
                .param(consumer)
                .update();
        owner.sql(
                        "insert into accounts.registration (id, registration_number, consumer, number, registered_at, effective_on,"
                                + " ends_on) values (gen_random_uuid(), '1', ?, ?, now(), now(), now())")
                .params(consumer, FIRST + 7)
                .update();
        owner.sql(
                        "insert into accounts.registration (id, registration_number, registered_at, effective_on, ends_on, ended_at,"
                                + " ended_because) values (gen_random_uuid(), '2', now(), now(), now(), now(), 'ERASED')")
                .update();
        owner.sql("insert into accounts.opposition_request (id, email, number, locale, requested_at, expires_at)"
                        + " values (gen_random_uuid(), 'c@example.org', ?, 'fr', now(), now())")
                .param(FIRST + 8)
                .update();
        owner.sql("insert into accounts.number_code (id, consumer, number, code_hash, sent_at, expires_at)"
                        + " values (gen_random_uuid(), ?, ?, 'hash', now(), now())")
                .params(consumer, FIRST + 9)
                .update();
    }

    private String type(String table) {
        return owner.sql("select format_type(atttypid, null) from pg_attribute where attrelid = ?::regclass"
                        + " and attname = 'number'")
                .param(table)
                .query(String.class)
                .single();
    }

    private void assertSealed() {
        Database database = new Database(test.owner(), test.owner(), keys);
        assertThat(owner.sql("select number from list.opposition").query(UUID.class).list().stream()
                        .map(database.listNumbers()::open))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(FIRST, FIRST + LISTED).boxed().toList());
        assertThat(owner.sql("select number from list.change order by revision")
                        .query(UUID.class)
                        .list())
                .containsOnly(database.listNumbers().seal(FIRST))
                .hasSize(3);
        assertThat(owner.sql("select number from accounts.registration order by registration_number")
                        .query((row, n) -> row.getObject("number", UUID.class))
                        .list())
                .containsExactly(database.accountsNumbers().seal(FIRST + 7), null);
        assertThat(owner.sql("select number from accounts.opposition_request")
                        .query(UUID.class)
                        .single())
                .isEqualTo(database.accountsNumbers().seal(FIRST + 8));
        assertThat(owner.sql("select number from accounts.number_code")
                        .query(UUID.class)
                        .single())
                .isEqualTo(database.accountsNumbers().seal(FIRST + 9));
        assertThat(new SchemaText(test.owner()).schema())
                .isEqualTo(new SchemaText(TestDatabase.create().owner()).schema());
    }

    @Test
    void everyPlainNumberIsSealedAndNoneIsLost() {
        plain();
        Migrations.apply(test.owner(), () -> keys);
        assertSealed();
    }

    /** The process dies when the list is sealed and the codes are not: all is as before, and the next start does it. */
    @Test
    void killedInTheMiddleItLeavesThePlainNumbersAndIsDoneTheNextTime() throws Exception {
        plain();
        owner.sql("""
                        create function public.hold() returns event_trigger language plpgsql as $$
                        begin
                            if exists (select from pg_attribute where attrelid = 'list.opposition'::regclass
                                and attname = 'number' and atttypid = 'uuid'::regtype) then
                                perform pg_advisory_lock(4711);
                            end if;
                        end
                        $$
                        """).update();
        owner.sql(
                        "create event trigger hold on ddl_command_end when tag in ('ALTER TABLE') execute function public.hold()")
                .update();
        CompletableFuture<Void> migration;
        try (Connection blocking = DriverManager.getConnection(test.url());
                Statement statement = blocking.createStatement()) {
            statement.execute("select pg_advisory_lock(4711)");
            migration = CompletableFuture.runAsync(
                    () -> Migrations.apply(new DriverManagerDataSource(test.url()), () -> keys));
            while (waiting() == 0) {
                assertThat(migration).isNotDone();
                Thread.onSpinWait();
            }
            owner.sql("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted")
                    .query((row, n) -> n)
                    .list();
        }
        owner.sql("drop event trigger hold").update();
        owner.sql("drop function public.hold").update();
        assertThatThrownBy(migration::join).isNotNull();
        for (String table : List.of("list.opposition", "list.change", "accounts.registration")) {
            assertThat(type(table)).as(table).isEqualTo("bigint");
        }
        Migrations.apply(test.owner(), () -> keys);
        assertSealed();
    }

    private int waiting() {
        return owner.sql("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                .query(Integer.class)
                .single();
    }

    @Test
    void emptyDatabaseAsksForNoKeys() {
        Migrations.apply(test.owner(), () -> {
            throw new AssertionError("there is nothing to seal");
        });
        assertThat(type("list.opposition")).isEqualTo("uuid");
        assertThat(owner.sql("select count(*) from accounts.number_key")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void serverWithOtherMasterKeysOpensNothing() {
        Migrations.apply(test.owner(), () -> keys);
        UUID sealed =
                new Database(test.owner(), test.owner(), keys).listNumbers().seal(FIRST);
        Database other = new Database(test.owner(), test.owner(), MasterKeys.generate());
        assertThatThrownBy(other::listNumbers).isInstanceOf(MasterKeys.LostKeyException.class);
        assertThatThrownBy(other::snapshotKey).isInstanceOf(MasterKeys.LostKeyException.class);
        assertThat(new Database(test.owner(), test.owner(), keys.rotated())
                        .listNumbers()
                        .open(sealed))
                .isEqualTo(FIRST);
    }

    /** A key that were made in a transaction and rolled back with it would be lost, and with it what was sealed afterwards. */
    @Test
    void keyIsMadeInATransactionOfItsOwn() {
        Migrations.apply(test.owner(), () -> keys);
        Database database = new Database(test.owner(), test.owner(), keys);
        assertThatThrownBy(() -> database.runInAccounts(() -> {
                    database.listNumbers();
                    throw new IllegalStateException("the rest failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        UUID sealed = database.listNumbers().seal(FIRST);
        assertThat(new Database(test.owner(), test.owner(), keys).listNumbers().open(sealed))
                .isEqualTo(FIRST);
    }
}
