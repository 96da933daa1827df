package org.openbloctel.server.service.helpdesk;

import java.util.function.UnaryOperator;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.forms.SentForm;

/** Checks the texts of one form, each at its field, so that a person sees at once all that is wrong. Not thread-safe. */
final class TypedTexts {
    private final SentForm<?> sent;
    private boolean wrong;

    TypedTexts(SentForm<?> sent) {
        this.sent = sent;
    }

    /** Reads a field. */
    TypedTexts read(String field, String typed, UnaryOperator<String> reading) {
        try {
            var _ = reading.apply(typed);
        } catch (RefusedException refused) {
            sent.refuse(refused, field);
            wrong = true;
        }
        return this;
    }

    /** Whether a field is wrong. */
    boolean areWrong() {
        return wrong;
    }
}
