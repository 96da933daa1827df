package org.openbloctel.registry.submission;

import java.util.Optional;
import org.openbloctel.registry.intake.State;

/**
 * What is looked for in a list of submissions.
 *
 * @param text part of a file's name; empty for all
 * @param state in this state; empty for all
 */
public record Search(String text, Optional<State> state) {
    /** All. */
    public static final Search ALL = new Search("", Optional.empty());

    /** How a list is sorted. */
    public enum Order {
        /** The last received first. */
        NEWEST,
        /** The first received first. */
        OLDEST,
        /** By the file's name. */
        NAME,
        /** The longest file first. */
        LINES
    }
}
