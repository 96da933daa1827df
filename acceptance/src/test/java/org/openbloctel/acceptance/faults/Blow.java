package org.openbloctel.acceptance.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What breaks, and how it is mended. */
enum Blow {
    KILL_SERVER("a server killed (kill -9)"),
    KILL_POSTGRES("PostgreSQL killed (kill -9)"),
    KILL_TRANSACTION("a process of PostgreSQL killed inside a transaction"),
    FREEZE_POSTGRES("PostgreSQL frozen (SIGSTOP) for up to 5 s"),
    CUT_SERVER("a server cut off from the database for up to 3 s"),
    SILENCE_SERVER("no packet between a server and the database for up to 5 s"),
    END_TRANSACTIONS("connections ended inside transactions"),
    FILL_DISK("the disk of submitted files full for up to 3 s"),
    CLOCK_BACK("a server's clock an hour back for up to 4 s"),
    CLOCK_AHEAD("a server's clock an hour ahead for up to 4 s");

    private static final long HOUR = 3_600;

    private final String label;

    Blow(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Those that can be done here. */
    static List<Blow> possible(Site site) {
        return Arrays.stream(values()).filter(one -> one.isPossible(site)).toList();
    }

    private boolean isPossible(Site site) {
        return switch (this) {
            case FILL_DISK -> site.disk().canBeFull();
            case CLOCK_BACK, CLOCK_AHEAD -> site.hasWrongClock();
            case KILL_SERVER, KILL_POSTGRES, KILL_TRANSACTION, FREEZE_POSTGRES -> true;
            case CUT_SERVER, SILENCE_SERVER, END_TRANSACTIONS -> true;
        };
    }

    /** Breaks it, waits, and mends it; what comes back by itself is not waited for. False if there was nothing to break. */
    boolean strike(Site site, SplittableRandom random) throws IOException, InterruptedException {
        Node node = site.nodes().get(random.nextInt(site.nodes().size()));
        return switch (this) {
            case KILL_SERVER -> {
                node.kill();
                pause(random, 1_000);
                node.start();
                yield true;
            }
            case KILL_POSTGRES -> {
                site.postgres().kill();
                yield true;
            }
            case KILL_TRANSACTION -> soon(site.postgres()::killInATransaction);
            case FREEZE_POSTGRES -> {
                site.postgres().freeze();
                pause(random, 5_000);
                site.postgres().thaw();
                yield true;
            }
            case CUT_SERVER -> {
                node.cable().cut();
                pause(random, 3_000);
                node.cable().mend();
                yield true;
            }
            case SILENCE_SERVER -> {
                node.cable().stop();
                pause(random, 5_000);
                node.cable().mend();
                yield true;
            }
            case END_TRANSACTIONS -> soon(() -> site.postgres().endTransactions() > 0);
            case FILL_DISK -> {
                site.disk().fill();
                pause(random, 3_000);
                site.disk().free();
                yield true;
            }
            case CLOCK_BACK -> shifted(node, -HOUR, random);
            case CLOCK_AHEAD -> shifted(node, HOUR, random);
        };
    }

    private static boolean shifted(Node node, long seconds, SplittableRandom random) {
        node.shiftClock(seconds);
        pause(random, 4_000);
        node.shiftClock(0);
        return true;
    }

    private static void pause(SplittableRandom random, int atMost) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(100, atMost)));
    }

    /** Transactions are short: looks for one again and again. */
    private static boolean soon(BooleanSupplier hit) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        boolean done = false;
        while (!done && System.nanoTime() < end) {
            done = hit.getAsBoolean();
        }
        return done;
    }
}
