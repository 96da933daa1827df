package org.openbloctel.server.signal;

import static java.util.Objects.requireNonNullElse;

/** Why a signal is dismissed. */
record SignalForm(String note) {
    SignalForm {
        note = requireNonNullElse(note, "");
    }
}
