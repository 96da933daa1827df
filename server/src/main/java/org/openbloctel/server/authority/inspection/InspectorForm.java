package org.openbloctel.server.authority.inspection;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** An inspector who is invited. */
record InspectorForm(String name, String email, String rank) implements KeptForm {
    InspectorForm {
        name = requireNonNullElse(name, "");
        email = requireNonNullElse(email, "");
        rank = requireNonNullElse(rank, "INSPECTOR");
    }
}
