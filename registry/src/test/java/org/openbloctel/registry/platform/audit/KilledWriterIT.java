package org.openbloctel.registry.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.KilledProgram;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A server that is killed leaves entries committed and not chained; another chains them. */
@Tag("check-long")
final class KilledWriterIT {
    private static final int WRITERS = 8;

    private final TestDatabase test = TestDatabase.create();
    private final JdbcClient owner = JdbcClient.create(test.owner());
    private final AuditTrail trail = new AuditTrail(test.database(), TestDatabase.KEYS, InstantSource.system());

    /** The process that is killed: writes each entry, then prints its subject. */
    public static void main(String[] arguments) throws Exception {
        DriverManagerDataSource source = new DriverManagerDataSource(arguments[0]);
        AuditTrail trail = new AuditTrail(
                new Database(source, source, TestDatabase.KEYS), TestDatabase.KEYS, InstantSource.system());
        AtOnce.times(WRITERS, () -> {
            for (int i = 0; i < 100_000; i++) {
                String subject = UUID.randomUUID().toString();
                trail.record(new AuditEntry("member:1", "act.done", subject, Map.of("rows", "12")));
                System.out.println(subject);
            }
            return true;
        });
    }

    @Test
    void killedServerLosesNoAcknowledgedEntry() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<String> acknowledged = new ArrayList<>();
        long left = 0;
        for (int round = 0; round < 2; round++) {
            KilledProgram.run(test, KilledWriterIT.class, 40, random.nextLong(60_000_000L)).stream()
                    .filter(line -> line.length() == 36)
                    .forEach(acknowledged::add);
            left += trail.chainLeft(Duration.ZERO);
        }
        System.out.println(acknowledged.size() + " acknowledged, " + left + " left by the killed servers");
        List<String> chained = owner.sql("select subject from accounts.audit_entry")
                .query(String.class)
                .list();
        assertThat(chained).doesNotHaveDuplicates().containsAll(acknowledged);
        assertThat(owner.sql("select count(*) from accounts.audit_waiting")
                        .query(Long.class)
                        .single())
                .isZero();
        TrailFinding.Collector findings = new TrailFinding.Collector();
        trail.check(List.of(), new NoPapers(), findings);
        assertThat(findings.all()).isEmpty();
    }
}
