package org.openbloctel.server.accounts.consumer;

import static java.util.Objects.requireNonNullElse;

/** A letter that asks for a withdrawal, as an operator types it. */
record WithdrawalForm(String registrationNumber, String letterReference) {
    WithdrawalForm {
        registrationNumber = requireNonNullElse(registrationNumber, "");
        letterReference = requireNonNullElse(letterReference, "");
    }
}
