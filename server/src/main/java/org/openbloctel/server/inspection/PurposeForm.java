package org.openbloctel.server.inspection;

import static java.util.Objects.requireNonNullElse;

/** The purpose for which an inspector reads, as typed. */
public record PurposeForm(String purpose) {
    /** Empty where none was typed. */
    public PurposeForm {
        purpose = requireNonNullElse(purpose, "");
    }
}
