package org.openbloctel.server.service.helpdesk;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** A canned answer, as typed. */
record CannedForm(String name, String textFr, String textEn) implements KeptForm {
    CannedForm {
        name = requireNonNullElse(name, "");
        textFr = requireNonNullElse(textFr, "");
        textEn = requireNonNullElse(textEn, "");
    }

    /** Without the texts. */
    @Override
    public String toString() {
        return "CannedForm";
    }
}
