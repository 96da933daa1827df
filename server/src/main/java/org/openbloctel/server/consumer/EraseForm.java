package org.openbloctel.server.consumer;

import static java.util.Objects.requireNonNullElse;

/** Whether somebody is sure. */
record EraseForm(Boolean sure) {
    EraseForm {
        sure = requireNonNullElse(sure, false);
    }
}
