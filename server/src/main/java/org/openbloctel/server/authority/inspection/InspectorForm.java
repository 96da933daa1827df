package org.openbloctel.server.authority.inspection;

import static java.util.Objects.requireNonNullElse;

/** An inspector who is invited. */
record InspectorForm(String name, String email, String rank) {
    InspectorForm {
        name = requireNonNullElse(name, "");
        email = requireNonNullElse(email, "");
        rank = requireNonNullElse(rank, "INSPECTOR");
    }
}
