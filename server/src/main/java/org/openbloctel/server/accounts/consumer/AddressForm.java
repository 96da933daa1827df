package org.openbloctel.server.accounts.consumer;

import static java.util.Objects.requireNonNullElse;

/** An address, as typed. */
record AddressForm(String email) {
    AddressForm {
        email = requireNonNullElse(email, "");
    }
}
