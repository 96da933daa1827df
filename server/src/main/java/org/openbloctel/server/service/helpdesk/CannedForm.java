package org.openbloctel.server.service.helpdesk;

import static java.util.Objects.requireNonNullElse;

/** A canned answer, as typed. */
record CannedForm(String name, String textFr, String textEn) {
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
