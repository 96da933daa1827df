package org.openbloctel.server.service.incident;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** A new incident, as typed; the day and hour of its beginning are those of Paris. */
record IncidentForm(String titleFr, String titleEn, String textFr, String textEn, String day, String hour)
        implements KeptForm {
    IncidentForm {
        titleFr = requireNonNullElse(titleFr, "");
        titleEn = requireNonNullElse(titleEn, "");
        textFr = requireNonNullElse(textFr, "");
        textEn = requireNonNullElse(textEn, "");
        day = requireNonNullElse(day, "");
        hour = requireNonNullElse(hour, "");
    }
}
