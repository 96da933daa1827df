package org.openbloctel.server.calls.dossier;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** The period of a dossier, as typed. */
record DossierForm(String from, String until) implements KeptForm {
    DossierForm {
        from = requireNonNullElse(from, "").strip();
        until = requireNonNullElse(until, "").strip();
    }
}
