package org.openbloctel.server.accounts.company;

import static java.util.Objects.requireNonNullElse;

/** A public key, as pasted. */
record SealingForm(String recipient) {
    SealingForm {
        recipient = requireNonNullElse(recipient, "");
    }
}
