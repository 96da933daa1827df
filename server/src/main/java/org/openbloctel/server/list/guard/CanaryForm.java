package org.openbloctel.server.list.guard;

import static java.util.Objects.requireNonNullElse;

/** Canaries from a file, as typed. */
record CanaryForm(String lender, String file) {
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
