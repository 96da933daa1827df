package org.openbloctel.server.inspection;

import static java.util.Objects.requireNonNullElse;

/** The purpose of a reading, as typed. */
record PurposeForm(String purpose) {
    PurposeForm {
        purpose = requireNonNullElse(purpose, "");
    }
}
