package org.openbloctel.scrub.engine;

/** Told how far a scrub has come. Called by one thread at a time, often: it should do little. */
@FunctionalInterface
public interface Progress {
    /** Shows nothing. */
    Progress NONE = (bytes, rows) -> {};

    /**
     * How far it has come.
     *
     * @param bytes bytes of the file, as it was given, that have been read
     * @param rows records that have a verdict
     */
    void advanced(long bytes, long rows);
}
