package org.openbloctel.server.calls.dossier;

import static java.util.Objects.requireNonNullElse;

/** The period of a dossier, as typed. */
record DossierForm(String from, String until) {
    DossierForm {
        from = requireNonNullElse(from, "").strip();
        until = requireNonNullElse(until, "").strip();
    }
}
