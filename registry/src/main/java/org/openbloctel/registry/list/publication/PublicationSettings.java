package org.openbloctel.registry.list.publication;

import java.nio.file.Path;
import java.time.Duration;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * How the list is followed.
 *
 * @param folder where this server keeps its snapshots; no other server uses it
 * @param plan whose numbers the list holds
 * @param poll how long to wait for a notification before the database is asked anyway
 * @param freshness nothing is given out that was not proved within this time
 * @param snapshotAfterChanges so many changes call for the next snapshot
 * @param snapshotAfter so much time does, when there was a change
 * @param changesKept how long a change stays in the database at least
 * @param serverForgotten a server that was not seen for so long holds no changes back any more
 */
public record PublicationSettings(
        Path folder,
        NumberingPlan plan,
        Duration poll,
        Duration freshness,
        int snapshotAfterChanges,
        Duration snapshotAfter,
        Duration changesKept,
        Duration serverForgotten) {

    /** The usual ones: asked every quarter of a second, fresh for five, a snapshot after 20,000 changes or an hour. */
    public static PublicationSettings in(Path folder) {
        return new PublicationSettings(
                folder,
                NumberingPlan.FRANCE,
                Duration.ofMillis(250),
                Duration.ofSeconds(5),
                20_000,
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ofDays(7));
    }

    /** The same with another limit of freshness. */
    public PublicationSettings withFreshness(Duration limit) {
        return new PublicationSettings(
                folder, plan, poll, limit, snapshotAfterChanges, snapshotAfter, changesKept, serverForgotten);
    }

    /** The same with other times at which a snapshot is due. */
    public PublicationSettings withSnapshots(int afterChanges, Duration after, Duration kept) {
        return new PublicationSettings(folder, plan, poll, freshness, afterChanges, after, kept, serverForgotten);
    }
}
