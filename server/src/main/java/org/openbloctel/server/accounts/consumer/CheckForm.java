package org.openbloctel.server.accounts.consumer;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** A registration number and an address, as typed. */
record CheckForm(String registrationNumber, String email) implements KeptForm {
    CheckForm {
        registrationNumber = requireNonNullElse(registrationNumber, "");
        email = requireNonNullElse(email, "");
    }
}
