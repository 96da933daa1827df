package org.openbloctel.server.helpdesk;

import static java.util.Objects.requireNonNullElse;

/** The person whose case is looked for, and the purpose, as typed. */
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
