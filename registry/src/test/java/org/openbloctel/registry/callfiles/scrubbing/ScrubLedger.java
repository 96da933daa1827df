package org.openbloctel.registry.callfiles.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.openbloctel.registry.callfiles.intake.Allowance;
import org.openbloctel.registry.callfiles.intake.CampaignLinks;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.event.Events;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A database in which charges, certificates and events leave a row each, in the transaction of what causes them; and what its owner sees. */
final class ScrubLedger {
    /** Files whose names begin so are held until a person releases them. */
    static final String HELD = "held";

    static final CampaignLinks NO_CAMPAIGNS = new CampaignLinks() {
        @Override
        public Linked toSubmitFor(UUID company, String campaign) {
            throw new IllegalStateException("no campaigns here");
        }

        @Override
        public void requireMandate(UUID company, UUID campaign) {}
    };

    private static final List<String> TABLES = Stream.of(
                    "simulated",
                    "submission_key",
                    "submission_file",
                    "submission_checked",
                    "checked_print",
                    "trace_check",
                    "trace_set",
                    "trace_volume",
                    "trace_key",
                    "submission_fingerprint_key",
                    "sealing_key",
                    "submission")
            .map(name -> "accounts." + name)
            .toList();
    /** In one go, for the sake of speed; the keys as well, which a seed finds made or not: else it would not repeat its run elsewhere. */
    private static final String EMPTY =
            TABLES.stream().map(table -> "delete from " + table).collect(Collectors.joining("; "));

    private final TestDatabase test = TestDatabase.create();
    private final MasterKeys keys = MasterKeys.generate();
    private final DataSource connection;
    private final JdbcClient owner;

    ScrubLedger() throws SQLException {
        connection = new SingleConnectionDataSource(test.owner().getConnection(), true);
        owner = JdbcClient.create(connection);
        owner.sql("create table accounts.simulated (submission uuid, kind text, lines bigint)")
                .update();
        owner.sql("create index on accounts.simulated (submission)").update();
        owner.sql("grant insert, select, delete on accounts.simulated to openbloctel_accounts")
                .update();
    }

    /**
     * A submission after a run.
     *
     * @param refusable whether so many attempts ended without a word, or it waited so long, that it may be refused
     */
    record Row(
            UUID id,
            String fileName,
            String state,
            int attempt,
            long callable,
            long opposed,
            long charged,
            boolean refusable) {}

    TestDatabase test() {
        return test;
    }

    /** One connection of the owner. */
    DataSource owner() {
        return connection;
    }

    MasterKeys keys() {
        return keys;
    }

    private static void add(Database database, UUID submission, String kind, long lines) {
        database.accounts()
                .sql("insert into accounts.simulated values (:submission, :kind, :lines)")
                .param("submission", submission)
                .param("kind", kind)
                .param("lines", lines)
                .update();
    }

    Allowance allowance(Database database) {
        return new Allowance() {
            @Override
            public void require(UUID company) {}

            @Override
            public void requireVerified(UUID company) {}

            @Override
            public void charge(UUID company, UUID submission, long lines) {
                add(database, submission, "charge", lines);
            }

            @Override
            public void giveBack(UUID submission) {
                database.accounts()
                        .sql("delete from accounts.simulated where submission = :submission and kind = 'charge'")
                        .param("submission", submission)
                        .update();
            }
        };
    }

    Attestation attestation(Database database) {
        return facts -> {
            add(database, facts.submission(), "certificate", 0);
            return "certificate-" + facts.submission();
        };
    }

    Events events(Database database) {
        return event -> add(
                database,
                UUID.fromString(String.valueOf(event.data().get("submission"))),
                event.type().code(),
                0);
    }

    Gate gate() {
        return (task, made) -> task.fileName().startsWith(HELD) && !task.released()
                ? Optional.of(new Hold(Hold.Kind.SIGNS, "held"))
                : Optional.empty();
    }

    /** How many files have no final state. */
    long waiting() {
        return owner.sql("select count(*) from accounts.submission where state in ('RECEIVED', 'CHECKING', 'HELD')")
                .query(Long.class)
                .single();
    }

    List<UUID> held() {
        return owner.sql("select id from accounts.submission where state = 'HELD' order by received_at, seq")
                .query(UUID.class)
                .list();
    }

    List<Row> rows() {
        return owner.sql("""
                        select id, file_name, state, attempt, callable, opposed, charged_lines,
                            attempt - 1 - failures - holds >= :abandoned or settled_at >= received_at + interval '3 days' as refusable
                        from accounts.submission order by received_at, seq
                        """)
                .param("abandoned", Blame.ABANDONED)
                .query((row, n) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getString("file_name"),
                        row.getString("state"),
                        row.getInt("attempt"),
                        row.getLong("callable"),
                        row.getLong("opposed"),
                        row.getLong("charged_lines"),
                        row.getBoolean("refusable")))
                .list();
    }

    /** What was left of a kind, by submission: how often. */
    Map<UUID, Long> count(String kind) {
        return owner
                .sql("select submission from accounts.simulated where kind = :kind")
                .param("kind", kind)
                .query(UUID.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
    }

    long charged() {
        return owner.sql("select coalesce(sum(lines), 0) from accounts.simulated where kind = 'charge'")
                .query(Long.class)
                .single();
    }

    /** The names under which files of a submission are stored, with those of its fingerprints. */
    List<String> stored(UUID submission) {
        return owner.sql("""
                        select stored_name from accounts.submission_file where submission = :id
                        union all select stored_name from accounts.submission_checked where submission = :id
                        """).param("id", submission).query(String.class).list();
    }

    /** The entries of the trail about a submission that are in the chain. */
    List<String> trail(UUID submission) {
        return owner.sql("select action from accounts.audit_entry where subject = :subject order by seq")
                .param("subject", "submission:" + submission)
                .query(String.class)
                .list();
    }

    void empty() {
        owner.sql(EMPTY).update();
        assertThat(owner.sql("select count(*) from accounts.audit_waiting")
                        .query(Long.class)
                        .single())
                .as("entries that were not chained")
                .isZero();
    }

    /** Removes what deleted rows leave: no job of the database does it in tests. */
    void vacuum() {
        owner.sql("vacuum accounts.audit_waiting, " + String.join(", ", TABLES)).update();
    }
}
