package org.openbloctel.server.accounts.consumer;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** A letter that asks for a withdrawal, as an operator types it. */
record WithdrawalForm(String registrationNumber, String letterReference) implements KeptForm {
    WithdrawalForm {
        registrationNumber = requireNonNullElse(registrationNumber, "");
        letterReference = requireNonNullElse(letterReference, "");
    }
}
