package org.openbloctel.server.calls.campaign;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.SignedIn.Role.OPERATOR;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import java.util.Set;
import java.util.UUID;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.calls.law.SubjectNames;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The subject of a campaign that was declared without one: named once. */
@Controller
record SubjectPages(Campaigns campaigns, SubjectNames subjects) {
    private static final String PAGE = "/pro/campagnes/{id}/sujet";

    @Access(member = {OWNER, OPERATOR})
    @GetMapping(PAGE)
    String form(SignedIn.Member who, @PathVariable UUID id, Model model) {
        model.addAttribute("form", new SubjectForm("", ""));
        return page(who, id, model);
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping(PAGE)
    String name(SignedIn.Member who, @PathVariable UUID id, SentForm<SubjectForm> sent, NextPage next) {
        SubjectForm form = sent.form();
        String goods = form.goods().isBlank() ? null : form.goods();
        try {
            Subject subject = Subject.of(form.subject())
                    .orElseThrow(() -> new RefusedException(new RequestRefusal.UnreadableField("subject")));
            campaigns.nameSubject(who.company(), who.actor(), id, subject, goods);
        } catch (RefusedException refused) {
            if (refused.refusal() instanceof LawRefusal.SubjectNamed) {
                throw refused; // another person named it meanwhile: there is no form any more
            }
            String field = NewCampaignPages.field(refused.refusal());
            sent.refuse(refused, field.equals("goods") ? field : "subject");
            return page(who, id, sent.model());
        }
        next.done("campaign.subject.done");
        return "redirect:/pro/campagnes/" + id;
    }

    private String page(SignedIn.Member who, UUID id, Model model) {
        Campaign campaign = campaigns.require(who.company(), id);
        if (!campaign.lacksSubject()) {
            return "redirect:/pro/campagnes/" + id;
        }
        model.addAttribute("c", campaign);
        model.addAttribute("until", campaigns.bySectorUntil());
        model.addAttribute("subjects", subjects.options(Set.of(campaign.sector())));
        return "campaign/subject";
    }

    /** The subject of a campaign that has none, as typed. */
    record SubjectForm(String subject, String goods) implements KeptForm {
        SubjectForm {
            subject = requireNonNullElse(subject, "");
            goods = requireNonNullElse(goods, "");
        }
    }
}
