package org.openbloctel.registry.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.vault.NumberPermutation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** After the data key leaked: every number stands under another one, none is lost, and no old block is left, on the disk neither. */
@Tag("check-long")
final class NumberResealingIT {
    private static final long FIRST = 33_639_980_000L;
    private static final int LISTED = 21_000;

    private static final List<String> TABLES = List.of(
            "list.opposition",
            "list.registered",
            "list.change",
            "list.waiting",
            "accounts.registration",
            "accounts.opposition_request",
            "accounts.number_code",
            "accounts.act",
            "accounts.complaint",
            "accounts.complaint_day",
            "accounts.signal",
            "accounts.address_recovery");

    private final TestDatabase test = TestDatabase.create();
    private final List<String> seen = new ArrayList<>();
    private Set<UUID> before = Set.of();
    private List<Long> numbers = List.of();

    @BeforeEach
    void fill() {
        Database database = test.database();
        JdbcClient owner = JdbcClient.create(test.owner());
        LongFunction<UUID> listed = number -> database.listNumbers().seal(FIRST + number);
        LongFunction<UUID> account = number -> database.accountsNumbers().seal(FIRST + number);
        UUID consumer = UUID.randomUUID();
        owner.sql("insert into list.opposition select unnest(cast(? as uuid[])), now()")
                .param(LongStream.range(0, LISTED).mapToObj(listed).toArray(UUID[]::new))
                .update();
        owner.sql("insert into list.registered values (?), (?)")
                .params(listed.apply(1), listed.apply(2))
                .update();
        owner.sql("insert into list.change values (1, ?, true, now()), (2, ?, false, now())")
                .params(listed.apply(1), listed.apply(1))
                .update();
        owner.sql("insert into list.waiting (act, number, at) values ('oppose', ?, now())")
                .param(listed.apply(3))
                .update();
        owner.sql(
                        "insert into accounts.consumer (id, email, locale, created_at) values (?, 'c@example.org', 'fr', now())")
                .param(consumer)
                .update();
        owner.sql("""
                        insert into accounts.registration (id, registration_number, consumer, number, registered_at, effective_on,
                            ends_on, ended_at, ended_because)
                        values (gen_random_uuid(), '1', ?, ?, now(), now(), now(), null, null),
                            (gen_random_uuid(), '2', null, null, now(), now(), now(), now(), 'ERASED')
                        """).params(consumer, account.apply(7)).update();
        owner.sql("insert into accounts.opposition_request (id, email, number, locale, requested_at, expires_at)"
                        + " values (gen_random_uuid(), 'c@example.org', ?, 'fr', now(), now())")
                .param(account.apply(8))
                .update();
        owner.sql("insert into accounts.number_code (id, consumer, number, code_hash, sent_at, expires_at)"
                        + " values (gen_random_uuid(), ?, ?, 'hash', now(), now())")
                .params(consumer, account.apply(9))
                .update();
        owner.sql("insert into accounts.act (id, at, added, number, account)"
                        + " values (gen_random_uuid(), now(), true, ?, gen_random_uuid())")
                .param(account.apply(14))
                .update();
        owner.sql("""
                        insert into accounts.complaint (id, reference, state, number, caller, calls, subject, answers, doors, broken,
                            unsure, received_at, changed_at)
                        values (gen_random_uuid(), 'A', 'RECEIVED', ?, ?, array[now()], 'OTHER', '{}', '{}', '{}', '{}', now(), now())
                        """).params(account.apply(10), account.apply(11)).update();
        owner.sql(
                        "insert into accounts.signal (id, kind, caller, state, figures, parameters, first_at, last_at, changed_at)"
                                + " values (gen_random_uuid(), 'SURGE', ?, 'NEW', 'people=5', 'people=5', now(), now(), now())")
                .param(account.apply(12))
                .update();
        owner.sql("insert into accounts.address_recovery (id, link_hash, number, email, locale, asked_at, expires_at)"
                        + " values (gen_random_uuid(), 'hash', ?, 'c@example.org', 'fr', now(), now())")
                .param(account.apply(13))
                .update();
        before = blocks();
        numbers = numbers();
        assertThat(before).hasSize(LISTED + 8);
    }

    /** All blocks that stand in a table. */
    private Set<UUID> blocks() {
        Set<UUID> blocks = new TreeSet<>();
        for (String table : TABLES) {
            blocks.addAll(JdbcClient.create(test.owner())
                    .sql(select(table))
                    .query(UUID.class)
                    .set());
        }
        return blocks;
    }

    /** Complaints have a second column of numbers, which their counts and signals have alone. */
    private static String select(String table) {
        if (table.equals("accounts.signal") || table.equals("accounts.complaint_day")) {
            return "select caller from " + table + " where caller is not null";
        }
        String numbers = "select number from " + table + " where number is not null";
        return table.equals("accounts.complaint")
                ? numbers + " union all select caller from accounts.complaint where caller is not null"
                : numbers;
    }

    /** All numbers, opened, table by table. */
    private List<Long> numbers() {
        Database database = test.database();
        List<Long> opened = new ArrayList<>();
        for (String table : TABLES) {
            NumberPermutation numbers = table.startsWith("list.") ? database.listNumbers() : database.accountsNumbers();
            JdbcClient.create(test.owner()).sql(select(table)).query(UUID.class).stream()
                    .map(numbers::open)
                    .sorted()
                    .forEach(opened::add);
        }
        return opened;
    }

    /** As the command does it: over one connection, after the servers stopped. */
    private long reseal(NumberResealing.Watch watch) throws SQLException {
        try (Connection connection = DriverManager.getConnection(test.url());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where datname = current_database() and pid <> pg_backend_pid() and application_name <> 'server'");
            SingleConnectionDataSource source = new SingleConnectionDataSource(connection, true);
            return new NumberResealing(source, TestDatabase.KEYS, watch).run();
        }
    }

    private long reseal() throws SQLException {
        return reseal((table, rows, all) -> seen.add(table + " " + rows + " of " + all));
    }

    private void assertSealedAnew() throws SQLException {
        assertThat(blocks()).hasSize(before.size()).noneMatch(before::contains);
        assertThat(numbers()).isEqualTo(numbers);
        List<UUID> some = before.stream().limit(20).toList();
        assertThat(onDisk(some)).isEmpty();
        assertThat(onDisk(blocks().stream().limit(20).toList())).contains("list.opposition");
        assertThat(next()).isFalse();
    }

    /** The tables and indexes whose files hold one of these blocks. */
    private Set<String> onDisk(List<UUID> blocks) throws SQLException {
        Set<String> found = new TreeSet<>();
        JdbcClient owner = JdbcClient.create(test.owner());
        owner.sql("checkpoint").update();
        List<String> relations = owner.sql("select c.oid::regclass::text from pg_class c where relkind in ('r', 'i')"
                        + " and relnamespace in ('list'::regnamespace, 'accounts'::regnamespace)")
                .query(String.class)
                .list();
        for (String relation : relations) {
            byte[] file = owner.sql("select pg_read_binary_file(pg_relation_filepath(cast(? as regclass)))")
                    .param(relation)
                    .query(byte[].class)
                    .single();
            String bytes = new String(file, StandardCharsets.ISO_8859_1);
            for (UUID block : blocks) {
                ByteBuffer wanted = ByteBuffer.allocate(NumberPermutation.BLOCK)
                        .putLong(block.getMostSignificantBits())
                        .putLong(block.getLeastSignificantBits());
                if (bytes.contains(new String(wanted.array(), StandardCharsets.ISO_8859_1))) {
                    found.add(relation);
                }
            }
        }
        return found;
    }

    private boolean next() {
        return JdbcClient.create(test.owner())
                .sql("select next is not null from accounts.number_key")
                .query(Boolean.class)
                .single();
    }

    /** A number is sealed into a UUID, in a column of one of these names: a table that is forgotten here keeps the leaked key alive. */
    @Test
    void everyColumnOfNumbersIsFilledHere() {
        List<String> tables =
                JdbcClient.create(test.owner()).sql("""
                        select distinct c.table_schema || '.' || c.table_name
                        from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
                        where c.table_schema in ('list', 'accounts') and c.data_type = 'uuid' and t.table_type = 'BASE TABLE'
                            and c.column_name in ('number', 'caller', 'called')
                        """).query(String.class).list();
        assertThat(TABLES).containsExactlyInAnyOrderElementsOf(tables);
    }

    @Test
    void everyNumberStandsUnderTheNewKeyAndNoOldBlockIsLeft() throws SQLException {
        assertThat(onDisk(before.stream().limit(20).toList())).isNotEmpty();
        assertThat(reseal()).isEqualTo(LISTED + 14);
        assertSealedAnew();
        assertThat(seen.getFirst()).isEqualTo("list.opposition 10000 of " + LISTED);
        assertThat(seen).contains("accounts.number_code 1 of 1");
    }

    @Test
    void secondLeakIsAnsweredInTheSameWay() throws SQLException {
        reseal();
        before = blocks();
        assertThat(reseal()).isEqualTo(LISTED + 14);
        assertSealedAnew();
    }

    /** Half of the numbers stand under one key, half under the other: no server opens them, and the next run does the rest. */
    @Test
    void runThatIsCutOffGoesOnWhereItWasAndNoServerStartsMeanwhile() throws SQLException {
        for (String last : List.of("list.opposition", "list.registered", "accounts.opposition_request")) {
            assertThatThrownBy(() -> reseal((table, rows, all) -> {
                        if (table.equals(last)) {
                            throw new IllegalStateException("killed");
                        }
                    }))
                    .hasMessage("killed");
            assertThatThrownBy(() -> test.database().listNumbers()).isInstanceOf(NumbersBeingSealedException.class);
            assertThatThrownBy(() -> test.database().snapshotKey()).isInstanceOf(NumbersBeingSealedException.class);
        }
        assertThat(next()).isTrue();
        assertThat(reseal()).isBetween(1L, (long) LISTED);
        assertSealedAnew();
    }

    @Test
    void nothingIsDoneWhileAServerIsConnected() throws SQLException {
        try (Connection server = connect()) {
            assertThat(server.isValid(10)).isTrue();
            assertThatThrownBy(this::reseal)
                    .isInstanceOf(NumberResealing.ServersConnectedException.class)
                    .hasMessageContaining("postgres");
        }
        assertThat(next()).isFalse();
        assertThat(blocks()).isEqualTo(before);
        assertThat(numbers()).isEqualTo(numbers);
    }

    /** A server of the version before, which does not know of the change, writes under the old key: that key stays until all is sealed. */
    @Test
    void blockThatAServerWroteMeanwhileKeepsTheOldKeyAndTheNextRunSealsIt() throws SQLException {
        NumberPermutation old = test.database().listNumbers();
        assertThatThrownBy(() -> reseal((table, rows, all) -> {
                    if (table.equals("accounts.number_code")) {
                        write(old.seal(FIRST + LISTED));
                    }
                }))
                .isInstanceOf(NumberResealing.WrittenMeanwhileException.class)
                .hasMessageContaining("list.opposition");
        assertThat(next()).isTrue();
        assertThat(reseal()).isEqualTo(1);
        assertThat(next()).isFalse();
        assertThat(numbers())
                .hasSize(numbers.size() + 1)
                .contains(FIRST + LISTED)
                .containsAll(numbers);
    }

    private void write(UUID block) {
        try (Connection server = connect()) {
            JdbcClient.create(new SingleConnectionDataSource(server, true))
                    .sql("insert into list.opposition values (?, now())")
                    .param(block)
                    .update();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** It has the old key, and may write under it at any moment. */
    @Test
    void serverThatStartedMeanwhileAndIsStillThereKeepsTheOldKey() throws SQLException {
        List<Connection> servers = new ArrayList<>();
        assertThatThrownBy(() -> reseal((table, rows, all) -> {
                    if (servers.isEmpty()) {
                        servers.add(connect());
                    }
                }))
                .isInstanceOf(NumberResealing.WrittenMeanwhileException.class)
                .hasMessageContaining("postgres");
        assertThat(next()).isTrue();
        servers.getFirst().close();
        assertThat(reseal()).isZero();
        assertThat(next()).isFalse();
        assertThat(numbers()).isEqualTo(numbers);
    }

    private Connection connect() {
        try {
            return DriverManager.getConnection(
                    test.url() + "&ApplicationName=server&options=-c%20role=openbloctel_list");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A row that opens under neither key: the change is not ended over it. */
    @Test
    void alteredRowStopsTheRun() {
        JdbcClient.create(test.owner())
                .sql("update accounts.number_code set number = gen_random_uuid()")
                .update();
        assertThatThrownBy(this::reseal).isInstanceOf(NumberPermutation.SealedElsewhereException.class);
        assertThat(next()).isTrue();
    }
}
