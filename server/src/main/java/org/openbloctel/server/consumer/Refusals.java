package org.openbloctel.server.consumer;

import org.openbloctel.registry.refusal.ConsumerRefusal;
import org.openbloctel.registry.refusal.Refusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.openbloctel.server.web.FormRefusals;
import org.openbloctel.server.web.RefusalProse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindingResult;

/** Puts refusals beside the fields that they are about; what is about no field goes on to the page for refusals. */
@Component
public final class Refusals {
    private final RefusalProse prose;

    Refusals(RefusalProse prose) {
        this.prose = prose;
    }

    /**
     * Shows a refusal in a form.
     *
     * @param field the field that it is about unless it says otherwise itself
     */
    public void show(RefusedException refused, BindingResult form, String field) {
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
        boolean known = form.getTarget() instanceof WithdrawalForm && about.equals("reference");
        prose.reject(form, known ? "letterReference" : about, refusal);
        FormRefusals.answer(HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
