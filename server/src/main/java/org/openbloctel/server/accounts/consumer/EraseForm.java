package org.openbloctel.server.accounts.consumer;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** The confirmation of an erasure. */
record EraseForm(Boolean sure) implements KeptForm {
    EraseForm {
        sure = requireNonNullElse(sure, false);
    }
}
