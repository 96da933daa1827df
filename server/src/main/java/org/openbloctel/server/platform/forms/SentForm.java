package org.openbloctel.server.platform.forms;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;

/**
 * A form as a browser sent it, for the handler that takes it: what was typed, and the page that shows it again with its errors. Spring
 * makes one for each parameter of this type. Not thread-safe.
 *
 * @param <F> the record that has the fields
 */
public final class SentForm<F> {
    private final F form;
    private final BindingResult errors;
    private final Model model;
    private final FormRefusals refusals;

    SentForm(F form, BindingResult errors, Model model, FormRefusals refusals) {
        this.form = form;
        this.errors = errors;
        this.model = model;
        this.refusals = refusals;
    }

    /** The name of a form in the model, where it is not {@code form}. */
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Named {
        /** The name in the template. */
        String value();
    }

    public F form() {
        return form;
    }

    public BindingResult errors() {
        return errors;
    }

    /** The model of the page that shows the form again. */
    public Model model() {
        return model;
    }

    /**
     * Shows a refusal in the form.
     *
     * @param field the field that it is about unless it says otherwise itself
     */
    public void refuse(RefusedException refused, String field) {
        refusals.show(refused, errors, field);
    }

    /** Shows a refusal that is about no field, above the form. */
    public void refuse(RefusedException refused) {
        refusals.show(refused, model);
    }

    /** Shows a refusal beside this field, even if it names another one. */
    public void reject(String field, Refusal refusal) {
        refusals.reject(errors, field, refusal);
    }

    /** Shows this form instead of the one that was sent, with the errors that follow. */
    public SentForm<F> retyped(F other) {
        return new SentForm<>(other, FormRefusals.instead(model, errors.getObjectName(), other), model, refusals);
    }

    /** Shows the text of a bundle beside a field. */
    public void reject(String field, String code, String key) {
        errors.rejectValue(field, code, refusals.done(key));
        FormRefusals.answer(HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
