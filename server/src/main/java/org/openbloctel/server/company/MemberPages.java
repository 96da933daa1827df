package org.openbloctel.server.company;

import static org.openbloctel.server.web.Access.Caller.MEMBER;
import static org.openbloctel.server.web.SignedIn.Role.OWNER;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.company.ApiKey;
import org.openbloctel.registry.company.Keys;
import org.openbloctel.registry.company.Member;
import org.openbloctel.registry.company.Members;
import org.openbloctel.registry.company.SftpKey;
import org.openbloctel.registry.company.SftpKeys;
import org.openbloctel.registry.refusal.AccessRefusal;
import org.openbloctel.registry.refusal.CompanyRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.openbloctel.server.credential.Gate;
import org.openbloctel.server.web.Access;
import org.openbloctel.server.web.FormRefusals;
import org.openbloctel.server.web.RateLimits;
import org.openbloctel.server.web.SignIn;
import org.openbloctel.server.web.SignedIn;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The people of a company. Owners change all of it; everybody sees their colleagues and may leave. */
@Controller
final class MemberPages {
    /** Each is a mail to the address that was typed, with words of the company's own in it. */
    private static final RateLimits.Limit INVITING = new RateLimits.Limit("invitations", 20, Duration.ofHours(1));

    private final Members members;
    private final Keys keys;
    private final SftpKeys sftpKeys;
    private final Gate gate;
    private final SignIn signIn;
    private final FormRefusals refusals;
    private final RateLimits limits;

    MemberPages(
            Members members,
            Keys keys,
            SftpKeys sftpKeys,
            Gate gate,
            SignIn signIn,
            FormRefusals refusals,
            RateLimits limits) {
        this.members = members;
        this.keys = keys;
        this.sftpKeys = sftpKeys;
        this.gate = gate;
        this.signIn = signIn;
        this.refusals = refusals;
        this.limits = limits;
    }

    @Access(MEMBER)
    @GetMapping("/pro/membres")
    String all(@AuthenticationPrincipal SignedIn.Member who, @ModelAttribute("form") InvitationForm form, Model model) {
        model.addAttribute("form", new InvitationForm(form.email(), Member.Role.OPERATOR.name()));
        return page(who, model);
    }

    @Access(member = OWNER)
    @PostMapping("/pro/membres")
    String invite(
            @AuthenticationPrincipal SignedIn.Member who,
            @ModelAttribute("form") InvitationForm form,
            BindingResult result,
            Model model,
            RedirectAttributes next) {
        try {
            limits.check(INVITING, who.company().toString());
            members.invite(gate.member(who), form.email(), role(form.role()), LocaleContextHolder.getLocale());
        } catch (RefusedException refused) {
            refusals.show(refused, result, "email");
            return page(who, model);
        }
        next.addFlashAttribute(
                "done", refusals.done("company.members.invited", form.email().strip()));
        return "redirect:/pro/membres";
    }

    @Access(member = OWNER)
    @PostMapping("/pro/membres/invitations/{id}/annuler")
    String takeBack(@AuthenticationPrincipal SignedIn.Member who, @PathVariable UUID id, RedirectAttributes next) {
        members.takeBack(gate.member(who), id);
        next.addFlashAttribute("done", refusals.done("company.members.taken-back"));
        return "redirect:/pro/membres";
    }

    @Access(MEMBER)
    @GetMapping("/pro/membres/{id}")
    String one(@AuthenticationPrincipal SignedIn.Member who, @PathVariable UUID id, Model model) {
        Member member = find(who, id);
        List<ApiKey> theirs = keys.of(who.company()).stream()
                .filter(key -> key.madeBy().equals(id) && key.revokedAt() == null)
                .toList();
        model.addAttribute("member", member);
        model.addAttribute("keys", theirs);
        model.addAttribute("sftpKeys", sftpKeysOf(who.company(), id));
        boolean owner = who.role() == SignedIn.Role.OWNER;
        if (!owner && !id.equals(who.id())) {
            throw new RefusedException(new AccessRefusal.NotAllowed());
        }
        model.addAttribute("self", id.equals(who.id()));
        model.addAttribute("owner", owner);
        model.addAttribute("roles", Member.Role.values());
        return "company/member";
    }

    @Access(member = OWNER)
    @PostMapping("/pro/membres/{id}/role")
    String role(
            @AuthenticationPrincipal SignedIn.Member who,
            @PathVariable UUID id,
            @RequestParam String role,
            RedirectAttributes next) {
        members.changeRole(gate.member(who), id, role(role));
        next.addFlashAttribute("done", refusals.done("company.members.role-changed"));
        return "redirect:/pro/membres";
    }

    /** The page before said that keys die; the number it said is sent along: if there are more now, it is said again. */
    @Access(MEMBER)
    @PostMapping("/pro/membres/{id}/retirer")
    String remove(
            @AuthenticationPrincipal SignedIn.Member who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int warned,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes next) {
        if (who.role() != SignedIn.Role.OWNER && !id.equals(who.id())) {
            throw new RefusedException(new AccessRefusal.NotAllowed());
        }
        long alive = sftpKeysOf(who.company(), id).size()
                + keys.of(who.company()).stream()
                        .filter(key -> key.madeBy().equals(id) && key.revokedAt() == null)
                        .count();
        members.remove(gate.member(who), id, warned >= alive);
        if (id.equals(who.id())) {
            signIn.end(request, response);
            return "redirect:/";
        }
        next.addFlashAttribute("done", refusals.done("company.members.removed"));
        return "redirect:/pro/membres";
    }

    private List<SftpKey> sftpKeysOf(UUID company, UUID member) {
        return sftpKeys.of(company).stream()
                .filter(key -> key.madeBy().equals(member) && key.revokedAt() == null)
                .toList();
    }

    private String page(SignedIn.Member who, Model model) {
        model.addAttribute("members", members.of(who.company()));
        model.addAttribute("invitations", members.invitations(who.company()));
        model.addAttribute("me", who);
        model.addAttribute("roleOptions", refusals.options("company.role.%s.long", "OPERATOR", "AUDITOR", "OWNER"));
        return "company/members";
    }

    private Member find(SignedIn.Member who, UUID id) {
        return members.find(id)
                .filter(member -> member.company().equals(who.company()))
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownMember()));
    }

    private static Member.Role role(String name) {
        Optional<Member.Role> role = Arrays.stream(Member.Role.values())
                .filter(one -> one.name().equals(name))
                .findFirst();
        return role.orElseThrow(() -> new RefusedException(new RequestRefusal.UnreadableField("role")));
    }
}
