package org.openbloctel.registry.list.publication;

/** Told of what happens to the list in this process: for the log and the metrics. Called by the publication's own threads. */
public interface PublicationWatch {
    /** Says nothing. */
    PublicationWatch SILENT = new PublicationWatch() {};

    /** The database could not be asked, or the folder not used; it is tried again. */
    default void failed(String doing, Exception cause) {}

    /** A list was loaded: from a snapshot, or from the table. */
    default void loaded(long revision, long numbers, boolean fromTable) {}

    /** A snapshot was written. */
    default void wrote(long revision, long numbers) {}

    /** What this process had followed was not what the table holds. It is thrown away; nothing is given out meanwhile. */
    default void diverged(long revision) {}
}
