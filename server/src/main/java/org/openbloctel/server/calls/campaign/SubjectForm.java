package org.openbloctel.server.calls.campaign;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** The subject of a campaign that has none, as typed. */
record SubjectForm(String subject, String goods) implements KeptForm {
    SubjectForm {
        subject = requireNonNullElse(subject, "");
        goods = requireNonNullElse(goods, "");
    }
}
