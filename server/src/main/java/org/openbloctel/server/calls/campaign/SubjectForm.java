package org.openbloctel.server.calls.campaign;

import static java.util.Objects.requireNonNullElse;

/** The subject of a campaign that has none, as typed. */
record SubjectForm(String subject, String goods) {
    SubjectForm {
        subject = requireNonNullElse(subject, "");
        goods = requireNonNullElse(goods, "");
    }
}
