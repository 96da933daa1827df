package org.openbloctel.server.calls.consent;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** A withdrawal that a person said aloud, as a member types it. */
record ConsentWithdrawalForm(String number, String principal) implements KeptForm {
    ConsentWithdrawalForm {
        number = requireNonNullElse(number, "");
        principal = requireNonNullElse(principal, "");
    }

    /** Without the number. */
    @Override
    public String toString() {
        return "ConsentWithdrawalForm";
    }
}
