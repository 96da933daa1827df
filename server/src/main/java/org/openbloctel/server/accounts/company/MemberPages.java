package org.openbloctel.server.accounts.company;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.accounts.credential.SignedInPeople;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The people of a company. Owners change all of it; everybody sees their colleagues and may leave. */
@Controller
record MemberPages(Members members, SignedInPeople people, FormRefusals refusals, RateLimits limits) {
    /** Each is a mail to the address that was typed, with words of the company's own in it. */
    private static final RateLimits.Limit INVITING = new RateLimits.Limit("invitations", 20, Duration.ofHours(1));

    @Access(MEMBER)
    @GetMapping("/pro/membres")
    String all(SignedIn.Member who, @ModelAttribute("form") InvitationForm form, Model model) {
        model.addAttribute("form", new InvitationForm(form.email(), Member.Role.OPERATOR.name()));
        return page(who, model);
    }

    @Access(member = OWNER, stepUp = true)
    @PostMapping("/pro/membres")
    String invite(SignedIn.Member who, SentForm<InvitationForm> sent, NextPage next) {
        InvitationForm form = sent.form();
        try {
            limits.check(INVITING, who.company().toString());
            members.invite(people.member(who), form.email(), role(form.role()), LocaleContextHolder.getLocale());
        } catch (RefusedException refused) {
            sent.refuse(refused, "email");
            return page(who, sent.model());
        }
        next.done("company.members.invited", form.email().strip());
        return "redirect:/pro/membres";
    }

    @Access(member = OWNER)
    @PostMapping("/pro/membres/invitations/{id}/annuler")
    String takeBack(SignedIn.Member who, @PathVariable UUID id, NextPage next) {
        members.takeBack(people.member(who), id);
        next.done("company.members.taken-back");
        return "redirect:/pro/membres";
    }

    @Access(member = OWNER, stepUp = true)
    @PostMapping("/pro/membres/{id}/role")
    String role(SignedIn.Member who, @PathVariable UUID id, SentForm<RoleForm> sent, NextPage next) {
        members.changeRole(people.member(who), id, role(sent.form().role()));
        next.done("company.members.role-changed");
        return "redirect:/pro/membres";
    }

    private String page(SignedIn.Member who, Model model) {
        model.addAttribute("members", members.of(who.company()));
        model.addAttribute("invitations", members.invitations(who.company()));
        model.addAttribute("me", who);
        model.addAttribute("roleOptions", refusals.options("company.role.%s.long", "OPERATOR", "AUDITOR", "OWNER"));
        return "company/members";
    }

    private static Member.Role role(String name) {
        Optional<Member.Role> role = Arrays.stream(Member.Role.values())
                .filter(one -> one.name().equals(name))
                .findFirst();
        return role.orElseThrow(() -> new RefusedException(new RequestRefusal.UnreadableField("role")));
    }

    /** Whom to invite, as typed. */
    record InvitationForm(String email, String role) implements KeptForm {
        InvitationForm {
            email = requireNonNullElse(email, "");
            role = requireNonNullElse(role, "");
        }
    }

    /** Another role for a member, as chosen. */
    record RoleForm(String role) implements KeptForm {
        RoleForm {
            role = requireNonNullElse(role, "");
        }
    }
}
