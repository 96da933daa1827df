package org.openbloctel.server.service.helpdesk;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** The person whose case is looked for, and the purpose, as typed. */
record PersonCaseForm(String person, String purpose) implements KeptForm {
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
