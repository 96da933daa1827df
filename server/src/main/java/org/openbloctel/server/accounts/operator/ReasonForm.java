package org.openbloctel.server.accounts.operator;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** The reason for a refusal or a suspension, as typed; the company reads it. */
record ReasonForm(String motif) implements KeptForm {
    ReasonForm {
        motif = requireNonNullElse(motif, "");
    }
}
