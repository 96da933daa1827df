package org.openbloctel.server.service.helpdesk;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** A question with its answer for everybody, as typed. */
record FaqForm(String questionFr, String answerFr, String questionEn, String answerEn) implements KeptForm {
    FaqForm {
        questionFr = requireNonNullElse(questionFr, "");
        answerFr = requireNonNullElse(answerFr, "");
        questionEn = requireNonNullElse(questionEn, "");
        answerEn = requireNonNullElse(answerEn, "");
    }

    /** Without the texts. */
    @Override
    public String toString() {
        return "FaqForm";
    }
}
