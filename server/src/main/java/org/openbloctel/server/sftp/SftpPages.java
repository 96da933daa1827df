package org.openbloctel.server.sftp;

import static org.openbloctel.server.web.Access.Caller.MEMBER;
import static org.openbloctel.server.web.SignedIn.Role.OWNER;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openbloctel.registry.campaign.CampaignFolders;
import org.openbloctel.registry.company.Companies;
import org.openbloctel.registry.company.Company;
import org.openbloctel.registry.company.Member;
import org.openbloctel.registry.company.Members;
import org.openbloctel.registry.company.SftpKeys;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.openbloctel.registry.refusal.SftpRefusal;
import org.openbloctel.server.credential.Gate;
import org.openbloctel.server.settings.Settings;
import org.openbloctel.server.web.Access;
import org.openbloctel.server.web.FormRefusals;
import org.openbloctel.server.web.SignedIn;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How to drop files over SFTP: where, under which name, by which keys, into which folders. */
@Controller
final class SftpPages {
    private final SftpKeys keys;
    private final Members members;
    private final Companies companies;
    private final CampaignFolders folders;
    private final SftpDoor door;
    private final Gate gate;
    private final FormRefusals refusals;
    private final String host;

    SftpPages(
            SftpKeys keys,
            Members members,
            Companies companies,
            CampaignFolders folders,
            SftpDoor door,
            Gate gate,
            FormRefusals refusals,
            Settings settings) {
        this.keys = keys;
        this.members = members;
        this.companies = companies;
        this.folders = folders;
        this.door = door;
        this.gate = gate;
        this.refusals = refusals;
        this.host = settings.baseUrl().getHost();
    }

    @Access(MEMBER)
    @GetMapping("/pro/sftp")
    String all(@AuthenticationPrincipal SignedIn.Member who, @ModelAttribute("form") SftpKeyForm form, Model model) {
        return page(who, model);
    }

    @Access(member = OWNER)
    @PostMapping("/pro/sftp")
    String add(
            @AuthenticationPrincipal SignedIn.Member who,
            @ModelAttribute("form") SftpKeyForm form,
            BindingResult result,
            Model model,
            RedirectAttributes next) {
        try {
            keys.add(gate.member(who), form.name(), form.line());
        } catch (RefusedException refused) {
            boolean secret = refused.refusal() instanceof SftpRefusal.PrivateKeyGiven;
            BindingResult shown =
                    secret ? FormRefusals.instead(model, "form", new SftpKeyForm(form.name(), "")) : result;
            refusals.show(refused, shown, "line");
            return page(who, model);
        }
        next.addFlashAttribute("done", refusals.done("sftp.keys.added"));
        return "redirect:/pro/sftp";
    }

    @Access(member = OWNER)
    @GetMapping("/pro/sftp/{id}/revoquer")
    String revoking(@AuthenticationPrincipal SignedIn.Member who, @PathVariable UUID id, Model model) {
        model.addAttribute("key", keys.find(who.company(), id));
        return "company/sftp-revoke";
    }

    @Access(member = OWNER)
    @PostMapping("/pro/sftp/{id}/revoquer")
    String revoke(@AuthenticationPrincipal SignedIn.Member who, @PathVariable UUID id, RedirectAttributes next) {
        keys.revoke(gate.member(who), id);
        next.addFlashAttribute("done", refusals.done("sftp.keys.revoked"));
        return "redirect:/pro/sftp";
    }

    private String page(SignedIn.Member who, Model model) {
        Company company =
                companies.find(who.company()).orElseThrow(() -> new RefusedException(new RequestRefusal.NotFound()));
        Map<UUID, String> makers =
                members.of(who.company()).stream().collect(Collectors.toMap(Member::id, Member::name));
        model.addAttribute("keys", keys.of(who.company()));
        model.addAttribute("makers", makers);
        model.addAttribute("me", who);
        model.addAttribute("verified", company.verified());
        model.addAttribute("login", company.number().siren());
        model.addAttribute("host", host);
        model.addAttribute("port", door.port());
        model.addAttribute("hostKey", door.fingerprint());
        model.addAttribute(
                "folders",
                folders.of(who.company()).stream()
                        .filter(CampaignFolders.Folder::open)
                        .toList());
        return "company/sftp";
    }
}
