package org.openbloctel.server.platform.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Puts refusals beside the fields that they are about; what is about no field goes on to the page for refusals. */
@Component
public final class FormRefusals {
    private final RefusalProse prose;
    private final MessageSource texts;

    FormRefusals(RefusalProse prose, MessageSource texts) {
        this.prose = prose;
        this.texts = texts;
    }

    /**
     * Shows a refusal in a form.
     *
     * @param field the field that it is about unless it says otherwise itself
     */
    public void show(RefusedException refused, BindingResult form, String field) {
        Refusal refusal = refused.refusal();
        prose.reject(form, refusal.about().isEmpty() ? field : refusal.about(), refusal);
        mark(refusal);
    }

    /** Shows a refusal that is about no field above the form: the template's {@code refused}. */
    public void show(RefusedException refused, Model model) {
        model.addAttribute("refused", prose.whole(refused.refusal()));
        mark(refused.refusal());
    }

    /** Shows a refusal beside this field, even if it names another one. */
    void reject(BindingResult form, String field, Refusal refusal) {
        prose.reject(form, field, refusal);
        answer(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static void mark(Refusal refusal) {
        boolean wait = refusal instanceof RequestRefusal.TooManyRequests;
        answer(wait ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** Answers the request of this thread with a page of this status. */
    public static void answer(HttpStatus status) {
        if (RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes request
                && request.getResponse() != null) {
            request.getResponse().setStatus(status.value());
        }
    }

    /**
     * Shows this form instead of the one that was sent.
     *
     * @return takes what is wrong in it
     */
    public static BindingResult instead(Model model, String name, Object form) {
        BindingResult result = new BeanPropertyBindingResult(form, name);
        model.addAttribute(name, form);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + name, result);
        return result;
    }

    /** What is wrong and what to do about it. */
    public String whole(Refusal refusal) {
        return prose.whole(refusal);
    }

    /** The words of a refusal, with these names instead of its own. */
    public RefusalProse.Said said(Refusal refusal, List<String> names) {
        return prose.of(refusal.code(), names, LocaleContextHolder.getLocale());
    }

    /** The message of a bundle, to be shown on the next page as done. */
    public String done(String key, Object... arguments) {
        return text(key, arguments);
    }

    /** Choices of a field, in their order: the values, and their texts under a key with {@code %s} for the value. */
    public Map<String, String> options(String key, String... values) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String value : values) {
            options.put(value, text(key.replace("%s", value)));
        }
        return options;
    }

    private String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }
}
