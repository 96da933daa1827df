package org.openbloctel.server.accounts.company;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** A public key, as pasted. */
record SealingForm(String recipient) implements KeptForm {
    SealingForm {
        recipient = requireNonNullElse(recipient, "");
    }
}
