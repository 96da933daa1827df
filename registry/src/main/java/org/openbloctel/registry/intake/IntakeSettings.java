package org.openbloctel.registry.intake;

/**
 * What an operator may set for the receiving of files.
 *
 * @param maxBytes how large a file may be
 * @param maxWaiting how many submissions of one company may wait
 * @param inputDays how many days a file is kept as it was sent, so that it can be read in another way
 */
public record IntakeSettings(long maxBytes, int maxWaiting, int inputDays) {
    /** Those of every day. */
    public static final IntakeSettings USUAL = new IntakeSettings(5L << 30, 100, 1);
}
