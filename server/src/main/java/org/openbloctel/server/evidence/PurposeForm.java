package org.openbloctel.server.evidence;

import static java.util.Objects.requireNonNullElse;

/** Why an inspector opens evidence. */
record PurposeForm(String purpose) {
    PurposeForm {
        purpose = requireNonNullElse(purpose, "");
    }
}
