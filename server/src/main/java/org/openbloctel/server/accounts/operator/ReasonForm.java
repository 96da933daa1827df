package org.openbloctel.server.accounts.operator;

import static java.util.Objects.requireNonNullElse;

/** The reason for a refusal or a suspension, as typed; the company reads it. */
record ReasonForm(String motif) {
    ReasonForm {
        motif = requireNonNullElse(motif, "");
    }
}
