package org.openbloctel.server.service.helpdesk;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.STAFF;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.openbloctel.registry.platform.refusal.HelpdeskRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.service.helpdesk.PersonCases;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** A person's case, for the staff: shown for a purpose, which is kept in the audit trail. Typed texts travel in the body, never in an address. */
@Controller
record PersonCasePages(PersonCases cases, MessageSource texts) {
    private static final String PAGE = "/operateur/dossiers";

    @Access(STAFF)
    @GetMapping(PAGE)
    String form(@ModelAttribute("form") PersonCaseForm form, Model model) {
        return page(model);
    }

    private String page(Model model) {
        Map<String, String> purposes = new LinkedHashMap<>();
        purposes.put("", text("helpdesk.case.purpose.choose"));
        for (PersonCases.PersonCase.Purpose one : PersonCases.PersonCase.Purpose.values()) {
            purposes.put(one.name(), text("helpdesk.case.purpose." + one.name()));
        }
        model.addAttribute("purposes", purposes);
        return "helpdesk/case";
    }

    @Access(STAFF)
    @PostMapping(PAGE)
    String find(SignedIn.Staff who, SentForm<PersonCaseForm> sent) {
        PersonCaseForm form = sent.form();
        Optional<PersonCases.PersonCase.Purpose> purpose = Arrays.stream(PersonCases.PersonCase.Purpose.values())
                .filter(one -> one.name().equals(form.purpose()))
                .findFirst();
        if (purpose.isEmpty()) {
            sent.reject("purpose", new HelpdeskRefusal.NoPurpose());
            return page(sent.model());
        }
        try {
            sent.model().addAttribute("found", cases.find(who.actor(), form.person(), purpose.get()));
        } catch (RefusedException refused) {
            sent.refuse(refused, "person");
        }
        return page(sent.model());
    }

    private String text(String key) {
        return texts.getMessage(key, null, LocaleContextHolder.getLocale());
    }

    /** The person whose case is looked for, and the purpose, as typed. */
    record PersonCaseForm(String person, String purpose) implements KeptForm {
        PersonCaseForm {
            person = requireNonNullElse(person, "");
            purpose = requireNonNullElse(purpose, "");
        }

        /** Without the texts. */
        @Override
        public String toString() {
            return "PersonCaseForm";
        }
    }
}
