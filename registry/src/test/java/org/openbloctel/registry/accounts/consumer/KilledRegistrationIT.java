package org.openbloctel.registry.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.KilledProgram;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A server that is killed leaves registrations whose numbers wait for the list; another puts them on it. */
@Tag("check-long")
final class KilledRegistrationIT {
    private static final int WRITERS = 8;
    private static final long FIRST = 33639980000L;
    private static final int NUMBERS = 2_000;

    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database();
    private final JdbcClient owner = JdbcClient.create(test.owner());

    /** The process that is killed: registers numbers from one on, and prints each that is acknowledged. */
    public static void main(String[] arguments) throws Exception {
        DriverManagerDataSource source = new DriverManagerDataSource(arguments[0]);
        PaperRegistrations paper = paper(new Database(source, source, TestDatabase.KEYS));
        AtomicInteger next = new AtomicInteger(Integer.parseInt(arguments[1]));
        AtOnce.times(WRITERS, () -> {
            while (true) {
                long number = FIRST + next.getAndIncrement();
                String name = UUID.randomUUID().toString();
                paper.enter(
                        "staff:1",
                        new PaperRegistrations.Letter(name, name, "1 rue du Port", "+" + number, Locale.FRENCH));
                System.out.println(number);
            }
        });
    }

    private static PaperRegistrations paper(Database database) {
        InstantSource clock = InstantSource.system();
        AuditTrail trail = new AuditTrail(database, TestDatabase.KEYS, clock);
        ConsumerSettings settings = new ConsumerSettings(URI.create("https://oppose.example/"), false);
        return new PaperRegistrations(database, new Outbox(database, clock), trail, clock, settings);
    }

    @Test
    void killedServerLosesNoRegistration() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<Long> acknowledged = new ArrayList<>();
        long left = 0;
        for (int round = 0; round < 2; round++) {
            String from = Integer.toString(round * NUMBERS);
            KilledProgram.run(test, KilledRegistrationIT.class, 20, random.nextLong(60_000_000L), from).stream()
                    .filter(line -> line.length() == 11)
                    .map(Long::valueOf)
                    .forEach(acknowledged::add);
            left += count("list.waiting");
            RegistrationRows.settle(database);
        }
        System.out.println(acknowledged.size() + " acknowledged, " + left + " left by the killed servers");
        List<Long> listed = open("list.opposition where true", database.listNumbers()::open);
        assertThat(listed).containsAll(acknowledged);
        assertThat(open("accounts.registration where ended_at is null", database.accountsNumbers()::open))
                .as("each registration's number is on the list, and no other")
                .containsExactlyInAnyOrderElementsOf(listed);
        assertThat(count("list.waiting")).isZero();
        assertThat(count("list.change")).isEqualTo(listed.size());
        assertThat(owner.sql("select revision from list.head").query(Long.class).single())
                .as("a revision each, without a gap")
                .isEqualTo(listed.size());
    }

    private List<Long> open(String rows, Function<UUID, Long> opening) {
        return owner.sql("select number from " + rows).query(UUID.class).list().stream()
                .map(opening)
                .toList();
    }

    private long count(String rows) {
        return owner.sql("select count(*) from " + rows).query(Long.class).single();
    }
}
