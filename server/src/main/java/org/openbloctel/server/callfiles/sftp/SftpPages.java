package org.openbloctel.server.callfiles.sftp;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import java.util.UUID;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.SftpKeys;
import org.openbloctel.registry.calls.campaign.CampaignFolders;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.refusal.SftpRefusal;
import org.openbloctel.server.accounts.credential.SignedInPeople;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** How to drop files over SFTP: where, under which name, by which keys, into which folders. */
@Controller
record SftpPages(SftpKeys keys, Companies companies, CampaignFolders folders, SftpDoor door, SignedInPeople people) {
    @Access(MEMBER)
    @GetMapping("/pro/sftp")
    String all(SignedIn.Member who, @ModelAttribute("form") SftpKeyForm form, Model model) {
        return page(who, model);
    }

    @Access(member = OWNER, stepUp = true)
    @PostMapping("/pro/sftp")
    String add(SignedIn.Member who, SentForm<SftpKeyForm> sent, NextPage next) {
        SftpKeyForm form = sent.form();
        try {
            keys.add(people.member(who), form.name(), form.line());
        } catch (RefusedException refused) {
            boolean secret = refused.refusal() instanceof SftpRefusal.PrivateKeyGiven;
            // Its line is not shown again.
            (secret ? sent.retyped(new SftpKeyForm(form.name(), "")) : sent).refuse(refused, "line");
            return page(who, sent.model());
        }
        next.done("sftp.keys.added");
        return "redirect:/pro/sftp";
    }

    @Access(member = OWNER)
    @GetMapping("/pro/sftp/{id}/revoquer")
    String revoking(SignedIn.Member who, @PathVariable UUID id, Model model) {
        model.addAttribute("key", keys.find(who.company(), id));
        return "company/sftp-revoke";
    }

    @Access(member = OWNER)
    @PostMapping("/pro/sftp/{id}/revoquer")
    String revoke(SignedIn.Member who, @PathVariable UUID id, NextPage next) {
        keys.revoke(people.member(who), id);
        next.done("sftp.keys.revoked");
        return "redirect:/pro/sftp";
    }

    private String page(SignedIn.Member who, Model model) {
        Company company =
                companies.find(who.company()).orElseThrow(() -> new RefusedException(new RequestRefusal.NotFound()));
        model.addAttribute("keys", keys.of(who.company()));
        model.addAttribute("makers", people.names(who));
        model.addAttribute("me", who);
        model.addAttribute("verified", company.verified());
        model.addAttribute("login", company.number().siren());
        model.addAttribute("host", door.host());
        model.addAttribute("port", door.port());
        model.addAttribute("hostKey", door.fingerprint());
        model.addAttribute(
                "folders",
                folders.of(who.company()).stream()
                        .filter(CampaignFolders.Folder::open)
                        .toList());
        return "company/sftp";
    }

    /** A public key, as pasted. */
    record SftpKeyForm(String name, String line) implements KeptForm {
        SftpKeyForm {
            name = requireNonNullElse(name, "");
            line = requireNonNullElse(line, "");
        }
    }
}
