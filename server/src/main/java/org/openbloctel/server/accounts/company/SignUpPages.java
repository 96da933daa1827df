package org.openbloctel.server.accounts.company;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.accounts.company.NotMePages.LinkOver;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.forms.TypedSecret;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A company's account, from the form to the first sign-in; and the invitation of a colleague. */
@Controller
record SignUpPages(Companies companies, Members members) {
    @Access(ANYONE)
    @GetMapping("/professionnels/inscription")
    String form(@ModelAttribute("form") SignUpForm form) {
        return "company/sign-up";
    }

    @Access(ANYONE)
    @PostMapping("/professionnels/inscription")
    String apply(SentForm<SignUpForm> sent, HttpServletRequest request, NextPage next) {
        SignUpForm form = sent.form();
        List<RefusedException> wrong =
                Company.Form.refusals(form.number(), form.name(), form.address(), form.representative(), form.email());
        if (!wrong.isEmpty()) {
            wrong.forEach(refused -> sent.refuse(refused, "email"));
            return "company/sign-up";
        }
        try {
            Company.Form company = new Company.Form(form.number(), form.name(), form.address(), form.representative());
            companies.apply(company, form.email(), LocaleContextHolder.getLocale(), request.getRemoteAddr());
        } catch (RefusedException refused) {
            sent.refuse(refused, "email");
            return "company/sign-up";
        }
        next.show("email", form.email().strip());
        return "redirect:/professionnels/inscription/envoyee";
    }

    @Access(ANYONE)
    @GetMapping("/professionnels/inscription/envoyee")
    String applied() {
        return "company/applied";
    }

    @Access(ANYONE)
    @GetMapping("/professionnels/confirmer")
    String confirming(
            @RequestParam(name = "jeton", defaultValue = "") String token,
            @ModelAttribute("form") PersonForm form,
            Model model,
            HttpServletResponse response) {
        Optional<Company.Application> asked = companies.look(token);
        if (asked.isEmpty()) {
            return LinkOver.page("confirm", model, response);
        }
        model.addAttribute("form", new PersonForm(asked.get().form().representative(), TypedSecret.NONE));
        return confirm(asked.get(), token, model);
    }

    @Access(ANYONE)
    @PostMapping("/professionnels/confirmer")
    String confirm(
            @RequestParam(name = "jeton", defaultValue = "") String token,
            SentForm<PersonForm> sent,
            HttpServletResponse response,
            NextPage next) {
        PersonForm form = sent.form();
        try {
            companies.confirm(token, form.name(), form.password().text());
            return toSignIn(next);
        } catch (RefusedException refused) {
            Optional<Company.Application> asked = companies.look(token);
            if (asked.isEmpty()) {
                return LinkOver.page("confirm", sent.model(), response);
            }
            sent.refuse(refused, "password");
            return confirm(asked.get(), token, sent.model());
        }
    }

    @Access(ANYONE)
    @GetMapping("/professionnels/invitation")
    String invited(
            @RequestParam(name = "jeton", defaultValue = "") String token,
            @ModelAttribute("form") PersonForm form,
            Model model,
            HttpServletResponse response) {
        return members.look(token)
                .map(invitation -> invitation(invitation, token, model))
                .orElseGet(() -> LinkOver.page("invitation", model, response));
    }

    @Access(ANYONE)
    @PostMapping("/professionnels/invitation")
    String join(
            @RequestParam(name = "jeton", defaultValue = "") String token,
            SentForm<PersonForm> sent,
            HttpServletResponse response,
            NextPage next) {
        PersonForm form = sent.form();
        try {
            members.accept(token, form.name(), form.password().text(), LocaleContextHolder.getLocale());
            return toSignIn(next);
        } catch (RefusedException refused) {
            Optional<Member.Invitation> invitation = members.look(token);
            if (invitation.isEmpty()) {
                return LinkOver.page("invitation", sent.model(), response);
            }
            sent.refuse(refused, "password");
            return invitation(invitation.get(), token, sent.model());
        }
    }

    /** No session begins: a link may be opened by others than its reader, and the sign-in asks for the password that was just chosen. */
    private static String toSignIn(NextPage next) {
        next.done("company.joined");
        return "redirect:/pro/connexion";
    }

    private static String confirm(Company.Application asked, String token, Model model) {
        model.addAttribute("company", asked.form());
        model.addAttribute("email", asked.email());
        model.addAttribute("token", token);
        return "company/confirm";
    }

    private static String invitation(Member.Invitation invitation, String token, Model model) {
        model.addAttribute("invitation", invitation);
        model.addAttribute("token", token);
        return "company/invitation";
    }

    /** A name and a password, as typed. */
    record PersonForm(String name, TypedSecret password) implements KeptForm {
        PersonForm {
            name = requireNonNullElse(name, "");
            password = requireNonNullElse(password, TypedSecret.NONE);
        }
    }

    /** A company's particulars, as its member types them. */
    record SignUpForm(String number, String name, String address, String representative, String email)
            implements KeptForm {
        SignUpForm {
            number = requireNonNullElse(number, "");
            name = requireNonNullElse(name, "");
            address = requireNonNullElse(address, "");
            representative = requireNonNullElse(representative, "");
            email = requireNonNullElse(email, "");
        }
    }
}
