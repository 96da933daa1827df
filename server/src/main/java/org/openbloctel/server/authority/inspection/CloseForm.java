package org.openbloctel.server.authority.inspection;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** Why a complaint is closed. */
record CloseForm(String reason) implements KeptForm {
    CloseForm {
        reason = requireNonNullElse(reason, "");
    }
}
