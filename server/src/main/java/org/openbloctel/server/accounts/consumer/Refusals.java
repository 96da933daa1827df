package org.openbloctel.server.accounts.consumer;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;

/** Puts refusals beside the fields of a consumer's form that they are about; what is about no field goes on to the page for refusals. */
public final class Refusals {
    private Refusals() {}

    /**
     * Shows a refusal in a form.
     *
     * @param field the field that it is about unless it says otherwise itself
     */
    public static void show(RefusedException refused, SentForm<?> sent, String field) {
        Refusal refusal = refused.refusal();
        String about = switch (refusal) {
            case ConsumerRefusal.NotAnAddress address -> "email";
            case ConsumerRefusal.NotARegistrationNumber number -> "registrationNumber";
            case ConsumerRefusal.LetterKnown known ->
                field.equals("registrationNumber") ? "letterReference" : "reference";
            case RequestRefusal.UnreadableField unreadable -> unreadable.field();
            case RequestRefusal.TooManyRequests tooMany -> throw refused;
            default -> field;
        };
        // A form that has no such field has one that stands for it: the withdrawal's reference.
        boolean known = sent.form() instanceof WithdrawalForm && about.equals("reference");
        sent.reject(known ? "letterReference" : about, refusal);
    }

    /** A letter that asks for a withdrawal, as an operator types it. */
    record WithdrawalForm(String registrationNumber, String letterReference) implements KeptForm {
        WithdrawalForm {
            registrationNumber = requireNonNullElse(registrationNumber, "");
            letterReference = requireNonNullElse(letterReference, "");
        }
    }
}
