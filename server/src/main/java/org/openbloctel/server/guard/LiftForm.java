package org.openbloctel.server.guard;

import static java.util.Objects.requireNonNullElse;

/** Why a stop is lifted, as typed. */
record LiftForm(String why) {
    LiftForm {
        why = requireNonNullElse(why, "");
    }
}
