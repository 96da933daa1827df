package org.openbloctel.server.calls.consent;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/**
 * The subject that a consent was asked for, as a member names it afterwards.
 *
 * @param asked whether the member gives their word; the box is never ticked beforehand
 */
record ConsentSubjectForm(String subject, Boolean asked) implements KeptForm {
    ConsentSubjectForm {
        subject = requireNonNullElse(subject, "");
        asked = requireNonNullElse(asked, false);
    }
}
