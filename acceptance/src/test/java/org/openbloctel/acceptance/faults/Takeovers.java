package org.openbloctel.acceptance.faults;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Servers that die or stand still in the middle of a scrub: how long until another one begins it again, and whether what comes back changes
 * anything. For one thread.
 */
final class Takeovers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** A scrub of this takes longer than a server that was killed is noticed to be dead. */
    private static final int LINES = 1_000_000;

    private static final int TRIES = 10;

    private final Site site;
    private final SplittableRandom random;
    private final SingleConnectionDataSource connection;
    private final JdbcClient rows;
    private final byte[] file;
    private final List<String> findings = new ArrayList<>();

    /** A submission as it stands; where it has a certificate, its id is that of the attempt that published. */
    private record Standing(String state, int attempt, List<UUID> certificates) {}

    Takeovers(Site site, SplittableRandom random) {
        this.site = site;
        this.random = random;
        Postgres postgres = site.postgres();
        this.connection = new SingleConnectionDataSource(postgres.url(postgres.port()), true);
        this.rows = JdbcClient.create(connection);
        StringBuilder lines = new StringBuilder("Téléphone;Note\n");
        for (int i = 0; i < LINES; i++) {
            lines.append(i % 10 == 3 ? CallFiles.listed(i) : CallFiles.unlisted(i))
                    .append(";ligne ")
                    .append(i)
                    .append('\n');
        }
        this.file = lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What must not be so. */
    List<String> findings() {
        return findings;
    }

    /** Milliseconds from the death of a server to the beginning of the next attempt at the file that it worked on. */
    long afterKill(Node victim) throws Exception {
        for (int i = 0; i < TRIES; i++) {
            UUID id = atWork(victim);
            long begin = System.nanoTime();
            victim.kill();
            Standing next = await(id, one -> one.attempt() > 1 || !one.state().equals("CHECKING"));
            long millis = (System.nanoTime() - begin) / 1_000_000;
            victim.start();
            site.awaitReady();
            if (next.attempt() > 1) {
                published(id);
                return millis;
            }
            // Another server had taken it, or it was done.
        }
        throw new IllegalStateException("no kill hit a scrub");
    }

    /** The same for a server that stands still meanwhile, and goes on where it was once another has published. */
    long afterFreeze(Node victim) throws Exception {
        for (int i = 0; i < TRIES; i++) {
            UUID id = atWork(victim);
            long begin = System.nanoTime();
            victim.freeze();
            Standing next = await(id, one -> one.attempt() > 1 || !one.state().equals("CHECKING"));
            long millis = (System.nanoTime() - begin) / 1_000_000;
            if (next.attempt() > 1) {
                Standing before = published(id);
                victim.thaw();
                site.awaitReady();
                // As long as the rest of the scrub takes.
                pause(4_000);
                Standing after = standing(id);
                if (!after.equals(before)) {
                    findings.add("a server that came back changed " + before + " to " + after);
                }
                return millis;
            }
            victim.thaw();
            site.awaitReady();
        }
        throw new IllegalStateException("no freeze hit a scrub");
    }

    /** A file that a server received, and that a server is at work on, at a random place. */
    private UUID atWork(Node node) {
        HttpResponse<String> taken =
                new Api(node.address()).submit(file, UUID.randomUUID().toString());
        if (taken.statusCode() != 202) {
            throw new IllegalStateException(taken.body());
        }
        UUID id = UUID.fromString(Api.json(taken).get("id").getAsString());
        await(id, one -> !one.state().equals("RECEIVED"));
        pause(random.nextInt(300));
        return id;
    }

    private Standing published(UUID id) {
        Standing last = await(id, one -> !one.state().equals("CHECKING"));
        if (!last.state().equals("READY") || last.certificates().size() != 1 || last.attempt() != 2) {
            findings.add("the file of a dead server is " + last);
        }
        return last;
    }

    private Standing await(UUID id, Predicate<Standing> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Standing now = standing(id);
        while (!wanted.test(now)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("it stays " + now);
            }
            pause(5);
            now = standing(id);
        }
        return now;
    }

    private Standing standing(UUID id) {
        List<UUID> certificates = rows.sql("select id from accounts.certificate where submission = ?")
                .param(id)
                .query(UUID.class)
                .list();
        return rows.sql("select state, attempt from accounts.submission where id = ?")
                .param(id)
                .query((row, n) -> new Standing(row.getString("state"), row.getInt("attempt"), certificates))
                .single();
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Override
    public void close() {
        connection.destroy();
    }
}
