package org.openbloctel.registry.authority.casefile;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * A document or text of a case.
 *
 * @param author the inspector, or the member of the company
 * @param content a PDF for letters, UTF-8 for texts
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record CaseEntry(UUID id, Kind kind, UUID author, Instant at, byte[] content) {
    /** The kind of an entry. */
    public enum Kind {
        /** A note of an inspector, for inspectors. */
        NOTE,
        /** The letter that opens the company's time to answer. */
        LETTER,
        /** The observations of the company. */
        OBSERVATIONS,
        /** The letter with the decision. */
        DECISION;

        /** Whether it is a text, and not a PDF. */
        public boolean isText() {
            return this == NOTE || this == OBSERVATIONS;
        }
    }

    CaseEntry with(byte[] other) {
        return new CaseEntry(id, kind, author, at, other);
    }

    /** The words of a note or of observations. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return kind + ":" + id;
    }
}
