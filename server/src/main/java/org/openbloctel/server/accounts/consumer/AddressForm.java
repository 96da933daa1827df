package org.openbloctel.server.accounts.consumer;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** An address, as typed. */
record AddressForm(String email) implements KeptForm {
    AddressForm {
        email = requireNonNullElse(email, "");
    }
}
