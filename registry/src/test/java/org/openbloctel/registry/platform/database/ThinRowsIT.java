package org.openbloctel.registry.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.Bilingual;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** An interface that lists statements binds, maps, joins transactions and fails as {@code JdbcClient} does. */
final class ThinRowsIT {
    private static final UUID ID = UUID.fromString("7f0c0000-0000-4000-8000-000000000001");
    private static final Instant AT = Instant.parse("2026-03-29T01:30:00.123456Z");
    private static final Thing WHOLE = new Thing(
            ID,
            new Name("drill"),
            Kind.LOUD,
            new Bilingual("perceuse", "drill"),
            AT,
            Optional.of(AT),
            LocalDate.of(2026, 3, 29),
            Locale.FRENCH,
            List.of("a", "b"),
            Set.of(ID),
            7L,
            Optional.of("note"));
    private static final Thing BARE = new Thing(
            UUID.fromString("7f0c0000-0000-4000-8000-000000000002"),
            new Name("plane"),
            Kind.QUIET,
            new Bilingual("rabot", "plane"),
            null,
            Optional.empty(),
            null,
            Locale.ENGLISH,
            List.of(),
            Set.of(),
            null,
            Optional.empty());

    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database();
    private final ThingRows rows = database.rows(ThingRows.class);

    enum Kind {
        LOUD("l"),
        QUIET("q");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    private record Name(String word) {}

    private record Thing(
            UUID id,
            Name name,
            Kind kind,
            @Nested("title_") Bilingual title,
            @Nullable Instant madeAt,
            Optional<Instant> soldAt,
            @Nullable LocalDate soldOn,
            Locale locale,
            List<String> words,
            Set<UUID> others,
            @Nullable Long price,
            Optional<String> note) {}

    private record Count(Kind kind, long things) {}

    /** Neither public nor in a file of its own, as in the features. */
    private interface ThingRows {
        @SqlUpdate("""
                insert into accounts.thing (id, name, kind, code, title_fr, title_en, made_at, sold_at, sold_on, locale, words, others, price, note)
                values (:thing.id, :thing.name, :thing.kind, :thing.kind.code, :thing.title.fr, :thing.title.en, :thing.madeAt, :thing.soldAt,
                    :thing.soldOn, :thing.locale, :thing.words, :thing.others, :thing.price, :thing.note)
                """)
        void insert(Thing thing);

        @SqlQuery("select * from accounts.thing order by name")
        List<Thing> all();

        @SqlQuery("select * from accounts.thing where id = :id and name = :name and kind = :kind")
        Optional<Thing> find(UUID id, Name name, Kind kind);

        @SqlQuery(
                "select name from accounts.thing where made_at = cast(:at as timestamptz) and :at::timestamptz is not null")
        Optional<Name> madeAt(@Nullable Instant at);

        @SqlQuery("select id from accounts.thing where id = any(:ids) and name = any(:names) and kind = any(:kinds)")
        Set<UUID> among(List<UUID> ids, Set<Name> names, List<Kind> kinds);

        @SqlQuery("select code from accounts.thing where price < 8 and kind <> '<kind>' and price >7")
        List<String> cheap();

        @SqlQuery("select max(made_at) from accounts.thing")
        Optional<Instant> latest();

        @SqlQuery("select count(*) from accounts.thing where (price > :price) is not true")
        int count(long price);

        @SqlQuery("select exists (select from accounts.thing where sold_on = :day)")
        boolean isSold(LocalDate day);

        @SqlQuery("select kind, count(*) as things from accounts.thing group by kind order by kind")
        List<Count> counts();

        @SqlQuery("select name, price from accounts.thing where price is not null")
        @KeyColumn("name")
        @ValueColumn("price")
        Map<String, Long> prices();

        @SqlUpdate("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
        void lock(String name);

        @SqlUpdate("update accounts.thing set note = :note where id = :id")
        boolean note(UUID id, @Nullable String note);

        @SqlQuery("delete from accounts.thing where price = :price returning id")
        List<UUID> sell(long price);

        @SqlQuery("select pg_sleep(10)::text")
        String sleep();

        @SqlQuery("select :absent.a::text || :words.no")
        String mistaken(List<String> words);

        @SqlQuery("select name as id, name, 'LOUD' as kind from accounts.thing")
        List<Thing> unread();

        default void insertBoth(Thing one, Thing other) {
            insert(one);
            insert(other);
        }
    }

    @BeforeEach
    void makeTable() {
        JdbcClient owner = JdbcClient.create(test.owner());
        owner.sql("""
                        create table accounts.thing (id uuid primary key, name text, kind text, code text, title_fr text, title_en text,
                            made_at timestamptz, sold_at timestamptz, sold_on date, locale text, words text[], others uuid[], price bigint, note text)
                        """).update();
        owner.sql("grant all on accounts.thing to openbloctel_accounts").update();
    }

    @Test
    void recordIsReadAsItWasBound() {
        rows.insertBoth(WHOLE, BARE);
        assertThat(rows.all()).containsExactly(WHOLE, BARE);
        assertThat(rows.find(ID, WHOLE.name(), WHOLE.kind())).contains(WHOLE);
        assertThat(rows.find(ID, BARE.name(), WHOLE.kind())).isEmpty();
        assertThat(rows.cheap()).isEmpty();
    }

    @Test
    void valuesAreReadAndBoundByTheirTypes() {
        rows.insertBoth(WHOLE, BARE);
        assertThat(rows.madeAt(AT)).contains(WHOLE.name());
        assertThat(rows.madeAt(null)).isEmpty();
        assertThat(rows.among(List.of(ID, BARE.id()), Set.of(WHOLE.name()), List.of(Kind.values())))
                .containsExactly(ID);
        assertThat(rows.among(List.of(), Set.of(), List.of())).isEmpty();
        assertThat(rows.latest()).contains(AT);
        assertThat(rows.count(6)).isEqualTo(1);
        assertThat(rows.isSold(LocalDate.of(2026, 3, 29))).isTrue();
        assertThat(rows.counts()).containsExactly(new Count(Kind.LOUD, 1), new Count(Kind.QUIET, 1));
        assertThat(rows.prices()).containsExactly(Map.entry("drill", 7L));
        rows.lock("drill");
        assertThat(rows.note(ID, null)).isTrue();
        assertThat(rows.note(UUID.randomUUID(), "none")).isFalse();
        assertThat(rows.sell(7)).containsExactly(ID);
        assertThat(rows.latest()).isEmpty();
    }

    @Test
    void callJoinsTheTransactionAndIsOneRoundTrip() throws Exception {
        assertThatThrownBy(() -> database.runInAccounts(() -> {
                    rows.insert(WHOLE);
                    assertThat(database.accounts()
                                    .sql("select count(*) from accounts.thing")
                                    .query(Integer.class)
                                    .single())
                            .isEqualTo(1);
                    database.alone(() -> {
                        rows.insert(BARE);
                        return true;
                    });
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(rows.all()).containsExactly(BARE);
        try (DistantDatabase distant = new DistantDatabase(test, Duration.ofMillis(1))) {
            Database far = distant.database();
            ThingRows farRows = far.rows(ThingRows.class);
            far.ask();
            long before = distant.roundTrips();
            farRows.count(1);
            assertThat(distant.roundTrips() - before).isEqualTo(1);
            far.runInAccounts(() -> farRows.insertBoth(
                    WHOLE,
                    new Thing(
                            UUID.randomUUID(),
                            WHOLE.name(),
                            Kind.LOUD,
                            WHOLE.title(),
                            null,
                            Optional.empty(),
                            null,
                            Locale.FRENCH,
                            List.of(),
                            Set.of(),
                            1L,
                            Optional.empty())));
            assertThat(distant.roundTrips() - before)
                    .as("the count, both rows, the commit")
                    .isEqualTo(4);
        }
    }

    @Test
    void duplicateKeyIsRefusedAsByJdbcClient() {
        rows.insert(WHOLE);
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> rows.insertBoth(WHOLE, BARE))
                .havingCause()
                .isInstanceOf(SQLException.class);
        assertThat(rows.all()).containsExactly(WHOLE);
    }

    @Test
    void whatWasBoundIsInNoMessage() {
        rows.insert(WHOLE);
        assertThatThrownBy(() -> rows.mistaken(List.of("0639980001"))).hasMessageNotContaining("0639980001");
        assertThatThrownBy(rows::unread).hasMessageNotContaining("perceuse");
    }

    @Test
    void lateStatementFailsAsByJdbcClient() {
        Runnable limit = () ->
                database.accounts().sql("set local statement_timeout = 50").update();
        assertThatThrownBy(() -> database.inAccounts(() -> {
                    limit.run();
                    return rows.sleep();
                }))
                .isExactlyInstanceOf(thrown(() -> database.inAccounts(() -> {
                    limit.run();
                    return database.accounts()
                            .sql("select pg_sleep(10)::text")
                            .query(String.class)
                            .single();
                })))
                .cause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        late -> assertThat(late.getSQLState()).isEqualTo("57014"));
    }

    @Test
    void lostConnectionFailsAsByJdbcClient() throws Exception {
        try (DistantDatabase distant = new DistantDatabase(test, Duration.ofMillis(1))) {
            Database far = distant.database();
            ThingRows farRows = far.rows(ThingRows.class);
            assertThatThrownBy(() -> far.runInAccounts(() -> {
                        farRows.count(1);
                        distant.cut();
                        for (int n = 0; n < 2; n++) {
                            assertThatThrownBy(() -> farRows.count(1))
                                    .isInstanceOf(DataAccessResourceFailureException.class);
                        }
                        farRows.count(1);
                    }))
                    .isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void missingConnectionFailsAsByJdbcClient() {
        Database none = new Database(new Exhausted(), new Exhausted(), TestDatabase.KEYS);
        assertThatThrownBy(none.rows(ThingRows.class)::all).isInstanceOf(CannotGetJdbcConnectionException.class);
        assertThatThrownBy(none::ask).isInstanceOf(CannotGetJdbcConnectionException.class);
    }

    /** It fails while the statement is prepared. */
    @Test
    void closedConnectionFailsAsByJdbcClient() {
        Database closed = new Database(new Closed(test), new Closed(test), TestDatabase.KEYS);
        assertThatThrownBy(closed.rows(ThingRows.class)::all)
                .isExactlyInstanceOf(thrown(closed::ask))
                .hasCauseInstanceOf(SQLException.class);
    }

    private static Class<? extends DataAccessException> thrown(Runnable work) {
        try {
            work.run();
        } catch (DataAccessException e) {
            return e.getClass();
        }
        throw new AssertionError("nothing was thrown");
    }

    private static final class Exhausted extends AbstractDataSource {
        @Override
        public Connection getConnection() throws SQLException {
            throw new java.sql.SQLTransientConnectionException("no connection is free");
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }

    private static final class Closed extends AbstractDataSource {
        private final TestDatabase test;

        Closed(TestDatabase test) {
            this.test = test;
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = test.accounts().getConnection();
            connection.close();
            return connection;
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }
}
