package org.openbloctel.server.list.guard;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** Canaries from a file, as typed. */
record CanaryForm(String lender, String file) implements KeptForm {
    CanaryForm {
        lender = requireNonNullElse(lender, "");
        file = requireNonNullElse(file, "");
    }

    /** Without numbers. */
    @Override
    public String toString() {
        return "CanaryForm";
    }
}
