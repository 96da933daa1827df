package org.openbloctel.server.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What servers may do to the rows of jobs: take what is free and due; give back what they have, under the version under which they took
 * it; give signs of life for it; and release what gave none for four beats. So no job is done by two servers that give signs of life, and what
 * a server does after another took over changes no row. For one thread.
 */
final class JobRules {
    private final Duration dead;
    private final boolean wrongClocks;
    private SortedMap<String, JobRows.Row> before;
    private SortedMap<String, JobRows.Row> rows;
    /** The attempts that are not over, with their last signs of life. */
    private final Map<JobRows.Attempt, Instant> signs = new HashMap<>();
    /** The attempts of which a server found that they had given no sign for four beats. */
    private final Set<JobRows.Attempt> judged = new HashSet<>();

    /** What a server does, step by step. */
    enum Deed {
        STARTS("starts"),
        TAKES("looks for jobs"),
        WORKS("does a job"),
        BEATS("gives signs of life"),
        RELEASES("looks for dead jobs"),
        LOOKS_AT_CLOCK("looks at the clock");

        final String words;

        Deed(String words) {
            this.words = words;
        }
    }

    /** A deed under way. */
    static final class Doing {
        final Deed deed;
        /** What the clock of its server said when it began. */
        final Instant at;
        /** The latest that its server's clock said while it was done. */
        Instant latest;
        /** What it is about, when it is known. */
        JobRows.@Nullable Attempt attempt;

        Doing(Deed deed, Instant at) {
            this.deed = deed;
            this.at = at.truncatedTo(ChronoUnit.MICROS);
            this.latest = at;
        }
    }

    /**
     * Rules for rows as they are.
     *
     * @param dead after how long without a sign of life a job may be released
     * @param wrongClocks whether clocks of servers are wrong at times
     */
    JobRules(Duration dead, SortedMap<String, JobRows.Row> rows, boolean wrongClocks) {
        this.dead = dead;
        this.wrongClocks = wrongClocks;
        this.rows = rows;
        this.before = rows;
    }

    /** A server reads the rows to find dead ones. */
    void looksForDead(Doing doing) {
        signs.forEach((attempt, sign) -> {
            if (!sign.isAfter(doing.at.minus(dead))) {
                judged.add(attempt);
            }
        });
    }

    /** Whether an attempt may go on beside another one. */
    boolean isTakenOver(JobRows.@Nullable Attempt attempt) {
        return attempt != null && judged.contains(attempt);
    }

    /**
     * What a step made of the rows must be allowed.
     *
     * @param answered whether the server has the answer
     */
    void check(Doing doing, SortedMap<String, JobRows.Row> after, boolean answered) {
        before = rows;
        rows = after;
        after.forEach((job, row) -> {
            JobRows.Row old = before.get(job);
            if (old == null) {
                assertThat(doing.deed).as("writes %s down", job).isEqualTo(Deed.STARTS);
                assertThat(row.taken()).isFalse();
            } else if (!old.equals(row)) {
                changed(doing, old, row);
            }
        });
        assertThat(after.keySet()).as("jobs that are there").containsAll(before.keySet());
        JobRows.Attempt beats = doing.attempt;
        if (doing.deed == Deed.BEATS && beats != null && answered) {
            JobRows.Row row = Objects.requireNonNull(after.get(beats.job()));
            if (row.taken() && row.attempt().equals(beats)) {
                assertThat(row.sign()).as("sign of life for %s", beats).isEqualTo(doing.at);
            }
        }
    }

    /** Whether the last step was the one by which a job succeeded. */
    boolean isDone(Doing doing) {
        JobRows.Attempt attempt = doing.attempt;
        if (doing.deed != Deed.WORKS || attempt == null) {
            return false;
        }
        JobRows.Row old = before.get(attempt.job());
        JobRows.Row row = rows.get(attempt.job());
        return old != null && row != null && !row.success().equals(old.success());
    }

    private void changed(Doing doing, JobRows.Row old, JobRows.Row row) {
        String what = doing.deed.words + ": " + old + " becomes " + row;
        if (doing.deed == Deed.BEATS) {
            assertThat(row.attempt()).as(what).isEqualTo(old.attempt()).isEqualTo(doing.attempt);
            assertThat(row.taken() && old.taken()).as(what).isTrue();
            signs.put(row.attempt(), row.sign());
            return;
        }
        assertThat(row.version()).as(what).isEqualTo(old.version() + 1);
        assertThat(row.taken()).as(what).isEqualTo(doing.deed == Deed.TAKES);
        switch (doing.deed) {
            case TAKES -> {
                assertThat(old.taken()).as(what).isFalse();
                assertThat(old.due()).as(what).isBeforeOrEqualTo(doing.at);
                signs.put(row.attempt(), row.sign());
            }
            case WORKS -> {
                assertThat(old.taken()).as(what).isTrue();
                assertThat(doing.attempt).as(what).isEqualTo(old.attempt());
                signs.remove(old.attempt());
            }
            case RELEASES -> {
                assertThat(judged).as(what).contains(old.attempt());
                assertThat(row.due()).as("due at once: %s", what).isBeforeOrEqualTo(doing.latest);
                signs.remove(old.attempt());
            }
            case LOOKS_AT_CLOCK -> {
                assertThat(wrongClocks).as("all clocks were right: %s", what).isTrue();
                assertThat(old.taken()).as(what).isFalse();
                assertThat(row.due()).as("due at once: %s", what).isBeforeOrEqualTo(doing.latest);
            }
            default -> assertThat(old.taken()).as(what).isFalse();
        }
    }
}
