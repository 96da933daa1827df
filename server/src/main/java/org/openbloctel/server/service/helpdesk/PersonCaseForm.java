package org.openbloctel.server.service.helpdesk;

import static java.util.Objects.requireNonNullElse;

/** The person whose case is looked for, and the purpose, as typed. */
record PersonCaseForm(String person, String purpose) {
    PersonCaseForm {
        person = requireNonNullElse(person, "");
        purpose = requireNonNullElse(purpose, "");
    }

    /** Without the texts. */
    @Override
    public String toString() {
        return "PersonCaseForm";
    }
}
