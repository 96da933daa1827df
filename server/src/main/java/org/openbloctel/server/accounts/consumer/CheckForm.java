package org.openbloctel.server.accounts.consumer;

import static java.util.Objects.requireNonNullElse;

/** A registration number and an address, as typed. */
record CheckForm(String registrationNumber, String email) {
    CheckForm {
        registrationNumber = requireNonNullElse(registrationNumber, "");
        email = requireNonNullElse(email, "");
    }
}
