package org.openbloctel.scrub.list;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * Gathers numbers, in any order and with duplicates, and makes a list of them. The same set of numbers, revision and
 * time give the same file to the byte.
 *
 * <p>{@link #add} may be called by several threads; {@link #build} when they have finished.
 */
public final class ListBuilder {
    private final NumberingPlan plan;
    private final BitPages pages;

    /** An empty list of this plan's numbers. */
    public ListBuilder(NumberingPlan plan) {
        this(plan, new BitPages(plan.space()));
    }

    ListBuilder(NumberingPlan plan, BitPages pages) {
        this.plan = plan;
        this.pages = pages;
    }

    /**
     * Adds an E.164 number of the plan.
     *
     * @return whether it was not there yet
     * @throws IllegalArgumentException when the plan has no such number
     */
    public boolean add(long e164) {
        long national = plan.national(e164);
        if (national < 0) {
            throw new IllegalArgumentException("not a number of plan " + plan);
        }
        return pages.set(national);
    }

    /** Adds the numbers of a text, one a line in any spelling; closes nothing. */
    public LinesRead addLines(InputStream lines, int threads) throws IOException {
        return NumberLines.read(lines, plan, threads, pages);
    }

    /** The list of all that was added. */
    public OppositionList build(long revision, Instant time) {
        // A thread of its own: the common pool's may be busy with anything for any time.
        CompletableFuture<NumbersDigest.Result> digest = CompletableFuture.supplyAsync(
                () -> NumbersDigest.of(plan, pages), work -> new Thread(work, "list-digest").start());
        Blocks blocks = Blocks.encode(pages, plan.space());
        NumbersDigest.Result numbers = digest.join();
        return new OppositionList(
                plan, revision, time.truncatedTo(ChronoUnit.MILLIS), numbers.count(), numbers.digest(), blocks);
    }
}
