package org.openbloctel.server.list.guard;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.openbloctel.registry.list.guard.FreshCounts;
import org.openbloctel.registry.list.guard.OwnPast;
import org.openbloctel.registry.list.guard.Watched;

/**
 * What a company asked for, its shares of a hundred within the week and before, and how many canaries it asked for within 400 days.
 *
 * @param past what it asked for within the week and before, if anything
 */
record WatchedShown(Watched watched, String company, int canaries, Optional<OwnPast> past) {
    private static final String NONE = "–";

    public long fresh() {
        return Math.round(watched.counts().fresh());
    }

    public String unassigned() {
        return share(watched.counts().unassigned());
    }

    public String neighbours() {
        return share(watched.counts().neighbours());
    }

    public String opposed() {
        return share(watched.counts().opposed());
    }

    /** Of the fresh numbers before the week. */
    public String opposedBefore() {
        return ofPast(OwnPast::opposedShareBefore);
    }

    /** How many of a hundred numbers of the week's files it had asked for before. */
    public String repeated() {
        return ofPast(OwnPast::overlap);
    }

    /** How many of a hundred numbers of the files before the week it had asked for before. */
    public String repeatedBefore() {
        return ofPast(OwnPast::overlapBefore);
    }

    private String ofPast(Function<OwnPast, OptionalDouble> share) {
        OptionalDouble found = past.map(share).orElse(OptionalDouble.empty());
        return found.isPresent() ? percent(found.getAsDouble()) : NONE;
    }

    private String share(double hits) {
        FreshCounts counts = watched.counts();
        return counts.judged() == 0 ? NONE : percent(Math.max(0, counts.share(hits)));
    }

    private static String percent(double share) {
        return Math.round(100 * share) + "\u00a0%";
    }
}
