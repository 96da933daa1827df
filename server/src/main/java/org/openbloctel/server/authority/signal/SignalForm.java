package org.openbloctel.server.authority.signal;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** Why a signal is dismissed. */
record SignalForm(String note) implements KeptForm {
    SignalForm {
        note = requireNonNullElse(note, "");
    }
}
