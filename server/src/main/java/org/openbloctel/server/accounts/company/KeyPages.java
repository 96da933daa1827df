package org.openbloctel.server.accounts.company;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openbloctel.registry.accounts.company.ApiKey;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Keys;
import org.openbloctel.registry.accounts.company.Mandate;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.security.Network;
import org.openbloctel.server.accounts.credential.SignedInPeople;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.forms.TypedFields;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Keys of programs: made, shown once, revoked. */
@Controller
record KeyPages(
        Keys keys,
        Companies companies,
        Mandates mandates,
        SignedInPeople people,
        FormRefusals refusals,
        InstantSource clock) {
    @Access(MEMBER)
    @GetMapping("/pro/cles")
    String all(SignedIn.Member who, @ModelAttribute("form") KeyForm form, Model model) {
        List<String> all =
                Arrays.stream(ApiKey.Scope.values()).map(ApiKey.Scope::code).toList();
        model.addAttribute(
                "form",
                new KeyForm(
                        form.name(),
                        "test",
                        all,
                        form.principals(),
                        form.networks(),
                        form.anywhere(),
                        form.expiresOn()));
        return page(who, model);
    }

    /** Answers with the key itself, and not by way of another page: it is nowhere to be fetched from again. */
    @Access(member = OWNER, stepUp = true)
    @PostMapping("/pro/cles")
    String make(SignedIn.Member who, SentForm<KeyForm> sent) {
        KeyForm form = sent.form();
        try {
            LocalDate expiresOn = form.expiresOn().isBlank() ? null : TypedFields.day("expiresOn", form.expiresOn());
            List<String> networks = Network.all(form.networks());
            boolean test = !form.kind().equals("live");
            boolean anywhere = !test && networks.isEmpty() && form.anywhere();
            Keys.Wanted wanted = new Keys.Wanted(
                    form.name(),
                    test,
                    scopes(form),
                    principals(who, form),
                    anywhere ? Keys.ANYWHERE : networks,
                    expiresOn);
            Keys.Made made = keys.make(people.member(who), wanted);
            sent.model().addAttribute("text", made.text());
            sent.model().addAttribute("key", made.key());
            return "company/key-made";
        } catch (RefusedException refused) {
            sent.refuse(refused, "kind");
            return page(who, sent.model());
        }
    }

    @Access(member = OWNER)
    @GetMapping("/pro/cles/{id}/revoquer")
    String revoking(SignedIn.Member who, @PathVariable UUID id, Model model) {
        model.addAttribute("key", keys.find(who.company(), id));
        return "company/key-revoke";
    }

    @Access(member = OWNER)
    @PostMapping("/pro/cles/{id}/revoquer")
    String revoke(SignedIn.Member who, @PathVariable UUID id, NextPage next) {
        keys.revoke(people.member(who), id);
        next.done("company.keys.revoked");
        return "redirect:/pro/cles";
    }

    private String page(SignedIn.Member who, Model model) {
        model.addAttribute("keys", keys.of(who.company()));
        model.addAttribute("makers", people.names(who));
        model.addAttribute("today", LegalCalendar.today(clock));
        model.addAttribute("verified", companies.get(who.company()).verified());
        model.addAttribute("me", who);
        List<Mandate.Principal> principals = mandates.choices(who.company());
        model.addAttribute("principals", principals.size() == 1 ? List.of() : principals);
        model.addAttribute(
                "principalNames",
                principals.stream().collect(Collectors.toMap(Mandate.Principal::id, Mandate.Principal::name)));
        model.addAttribute("kindOptions", refusals.options("company.keys.kind.%s", "test", "live"));
        model.addAttribute(
                "allScopes",
                Arrays.stream(ApiKey.Scope.values()).map(ApiKey.Scope::code).toList());
        return "company/keys";
    }

    private Set<UUID> principals(SignedIn.Member who, KeyForm form) {
        return mandates.choices(who.company()).stream()
                .map(Mandate.Principal::id)
                .filter(one -> form.principals().contains(one.toString()))
                .collect(Collectors.toSet());
    }

    private static Set<ApiKey.Scope> scopes(KeyForm form) {
        Set<ApiKey.Scope> scopes = EnumSet.noneOf(ApiKey.Scope.class);
        for (ApiKey.Scope scope : ApiKey.Scope.values()) {
            if (form.scopes().contains(scope.code())) {
                scopes.add(scope);
            }
        }
        return scopes;
    }

    /** A key, as typed. */
    record KeyForm(
            String name,
            String kind,
            List<String> scopes,
            List<String> principals,
            String networks,
            Boolean anywhere,
            String expiresOn)
            implements KeptForm {
        KeyForm {
            name = requireNonNullElse(name, "");
            kind = requireNonNullElse(kind, "");
            scopes = List.copyOf(requireNonNullElse(scopes, List.of()));
            principals = List.copyOf(requireNonNullElse(principals, List.of()));
            networks = requireNonNullElse(networks, "");
            anywhere = requireNonNullElse(anywhere, false);
            expiresOn = requireNonNullElse(expiresOn, "");
        }
    }
}
