package org.openbloctel.server.calls.call;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** A refusal, as typed. */
record RefusalForm(String principal, String number, String saidOn) implements KeptForm {
    static final RefusalForm EMPTY = new RefusalForm("", "", "");

    RefusalForm {
        principal = requireNonNullElse(principal, "");
        number = requireNonNullElse(number, "");
        saidOn = requireNonNullElse(saidOn, "");
    }

    /** The file itself is not kept in the form; what is wrong with it is shown beside its field. */
    public String getFile() {
        return "";
    }

    /** Without the number. */
    @Override
    public String toString() {
        return "RefusalForm";
    }
}
