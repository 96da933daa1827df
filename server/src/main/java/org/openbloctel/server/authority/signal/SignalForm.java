package org.openbloctel.server.authority.signal;

import static java.util.Objects.requireNonNullElse;

/** Why a signal is dismissed. */
record SignalForm(String note) {
    SignalForm {
        note = requireNonNullElse(note, "");
    }
}
