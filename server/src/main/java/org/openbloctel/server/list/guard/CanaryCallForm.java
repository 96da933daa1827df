package org.openbloctel.server.list.guard;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** A call to a canary, as typed. */
record CanaryCallForm(String number, String day, String caller, String note) implements KeptForm {
    CanaryCallForm {
        number = requireNonNullElse(number, "");
        day = requireNonNullElse(day, "");
        caller = requireNonNullElse(caller, "");
        note = requireNonNullElse(note, "");
    }

    /** Without numbers. */
    @Override
    public String toString() {
        return "CanaryCallForm";
    }
}
