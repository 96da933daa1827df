package org.openbloctel.server.authority.inspection;

import static java.util.Objects.requireNonNullElse;

/** Why a complaint is closed. */
record CloseForm(String reason) {
    CloseForm {
        reason = requireNonNullElse(reason, "");
    }
}
