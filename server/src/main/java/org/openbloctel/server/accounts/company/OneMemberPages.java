package org.openbloctel.server.accounts.company;

import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;

import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.ApiKey;
import org.openbloctel.registry.accounts.company.Keys;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.company.SftpKeys;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.accounts.company.MemberPages.RoleForm;
import org.openbloctel.server.accounts.credential.SignedInPeople;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.Browser;
import org.openbloctel.server.platform.access.SignIn;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One member of a company: with their keys, and removed. */
@Controller
record OneMemberPages(Members members, Keys keys, SftpKeys sftpKeys, SignedInPeople people, SignIn signIn) {
    @Access(MEMBER)
    @GetMapping("/pro/membres/{id}")
    String one(SignedIn.Member who, @PathVariable UUID id, Model model) {
        Member member = find(who, id);
        List<ApiKey> theirs = keys.of(who.company()).stream()
                .filter(key -> key.madeBy().equals(id) && key.revokedAt() == null)
                .toList();
        model.addAttribute("member", member);
        model.addAttribute("form", new RoleForm(member.role().name()));
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

    /** The page before said that keys die; the number it said is sent along: if there are more now, it is said again. */
    @Access(value = MEMBER, stepUp = true)
    @PostMapping("/pro/membres/{id}/retirer")
    String remove(
            SignedIn.Member who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int warned,
            Browser browser,
            NextPage next) {
        if (who.role() != SignedIn.Role.OWNER && !id.equals(who.id())) {
            throw new RefusedException(new AccessRefusal.NotAllowed());
        }
        long alive = sftpKeysOf(who.company(), id).size()
                + keys.of(who.company()).stream()
                        .filter(key -> key.madeBy().equals(id) && key.revokedAt() == null)
                        .count();
        members.remove(people.member(who), id, warned >= alive);
        if (id.equals(who.id())) {
            signIn.end(browser);
            return "redirect:/";
        }
        next.done("company.members.removed");
        return "redirect:/pro/membres";
    }

    private List<SftpKeys.Key> sftpKeysOf(UUID company, UUID member) {
        return sftpKeys.of(company).stream()
                .filter(key -> key.madeBy().equals(member) && key.revokedAt() == null)
                .toList();
    }

    private Member find(SignedIn.Member who, UUID id) {
        return members.find(id)
                .filter(member -> member.company().equals(who.company()))
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownMember()));
    }
}
