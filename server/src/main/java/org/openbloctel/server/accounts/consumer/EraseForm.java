package org.openbloctel.server.accounts.consumer;

import static java.util.Objects.requireNonNullElse;

/** The confirmation of an erasure. */
record EraseForm(Boolean sure) {
    EraseForm {
        sure = requireNonNullElse(sure, false);
    }
}
