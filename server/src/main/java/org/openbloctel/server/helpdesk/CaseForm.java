package org.openbloctel.server.helpdesk;

import static java.util.Objects.requireNonNullElse;

/** Whose case is looked for, and why, as typed. */
record CaseForm(String person, String purpose) {
    CaseForm {
        person = requireNonNullElse(person, "");
        purpose = requireNonNullElse(purpose, "");
    }

    /** Without the texts. */
    @Override
    public String toString() {
        return "CaseForm";
    }
}
