package org.openbloctel.server.accounts.consumer;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** A number and a new address, as typed. */
record LostMailboxForm(String number, String email) implements KeptForm {
    LostMailboxForm {
        number = requireNonNullElse(number, "");
        email = requireNonNullElse(email, "");
    }

    /** Without both. */
    @Override
    public String toString() {
        return "LostMailboxForm";
    }
}
