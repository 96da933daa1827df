package org.openbloctel.server.list.guard;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.STAFF;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.operator.Decision;
import org.openbloctel.registry.accounts.operator.FourEyes;
import org.openbloctel.registry.callfiles.scrubbing.HeldFiles;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.list.guard.Polls;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.list.guard.GuardPages.BudgetTerms;
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
import org.springframework.web.bind.annotation.RequestParam;

/** The polls of a company: which of them may dial digits by chance. Approved by two people, ended by one. */
@Controller
record PollPages(Campaigns campaigns, Polls polls, Companies companies, FourEyes fourEyes, HeldFiles held) {
    private static final String POLL = "/operateur/garde/sondages/{campaign}";

    @Access(STAFF)
    @GetMapping("/operateur/garde/{company}/sondages")
    String all(@PathVariable UUID company, Model model) {
        model.addAttribute("company", companies.get(company));
        model.addAttribute(
                "polls", campaigns.polls(company).stream().map(this::row).toList());
        return "guard/polls";
    }

    private Row row(Campaign campaign) {
        Optional<Polls.Poll> poll = polls.of(campaign.id());
        boolean asked = fourEyes.standing(matter(campaign)).asked() != null;
        return new Row(campaign, poll.filter(one -> one.ended().isEmpty()).orElse(null), asked);
    }

    @Access(STAFF)
    @GetMapping(POLL)
    String one(@PathVariable UUID campaign, @ModelAttribute("form") PollForm form, Model model) {
        return page(campaign, model);
    }

    /** The first person proposes figures; {@link #confirm} takes these and no others. */
    @Access(value = STAFF, stepUp = true)
    @PostMapping(POLL + "/approuver")
    String approve(
            SignedIn.Staff who,
            @PathVariable UUID campaign,
            @RequestParam(defaultValue = "") String digest,
            @SentForm.Named("form") SentForm<PollForm> sent,
            NextPage next) {
        PollForm form = sent.form();
        boolean done;
        try {
            Campaign poll = poll(campaign);
            BudgetTerms terms = new BudgetTerms(
                    GuardPages.number("total", form.total()),
                    GuardPages.number("perDay", form.perDay()),
                    GuardPages.day("until", form.until()));
            if (terms.until().isAfter(poll.endsOn())) {
                throw new RefusedException(new RequestRefusal.UnreadableField("until"));
            }
            String papers = GuardPages.text("papers", form.papers());
            done = fourEyes.propose(
                    matter(poll), digest, papers, terms.written(), who.id(), decision -> approve(poll, decision, who));
        } catch (RefusedException refused) {
            if (refused.refusal() instanceof AccessRefusal.DecisionChanged) {
                throw refused;
            }
            sent.refuse(refused, "total");
            return page(campaign, sent.model());
        }
        return done(campaign, done, next);
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping(POLL + "/confirmer")
    String confirm(
            SignedIn.Staff who,
            @PathVariable UUID campaign,
            @RequestParam(defaultValue = "") String digest,
            NextPage next) {
        Campaign poll = poll(campaign);
        boolean done = fourEyes.confirm(matter(poll), digest, who.id(), decision -> approve(poll, decision, who));
        return done(campaign, done, next);
    }

    /** That a poll dials digits by chance: the campaign, its company, and what it may dial already. */
    private FourEyes.Matter matter(Campaign campaign) {
        return new FourEyes.Matter(
                Decision.Kind.POLL,
                campaign.id(),
                () -> Companies.shown(companies.locked(campaign.principal()))
                        .with("poll", poll(campaign.id()), polls.of(campaign.id())));
    }

    private void approve(Campaign poll, Decision decision, SignedIn.Staff who) {
        BudgetTerms terms = BudgetTerms.read(decision.details());
        polls.approve(poll.id(), poll.principal(), terms.budget(), terms.until(), decision.evidence(), who.actor());
    }

    private String done(UUID campaign, boolean done, NextPage next) {
        if (done) {
            held.retry();
        }
        next.done(done ? "guard.poll.approved" : "operator.four-eyes.asked");
        return "redirect:/operateur/garde/sondages/" + campaign;
    }

    /** What only takes away takes one person. */
    @Access(STAFF)
    @PostMapping(POLL + "/finir")
    String end(SignedIn.Staff who, @PathVariable UUID campaign, NextPage next) {
        poll(campaign);
        fourEyes.stop(Decision.Kind.POLL, campaign, who.actor());
        polls.end(campaign, who.actor());
        next.done("guard.poll.ended");
        return "redirect:/operateur/garde/sondages/" + campaign;
    }

    private String page(UUID campaign, Model model) {
        Campaign c = poll(campaign);
        Polls.Poll poll = polls.of(campaign).orElse(null);
        model.addAttribute("company", companies.get(c.principal()));
        model.addAttribute("c", c);
        model.addAttribute("poll", poll);
        model.addAttribute("standing", poll == null ? null : polls.standing(poll));
        FourEyes.Standing decision = fourEyes.standing(matter(c));
        Decision asked = decision.asked();
        model.addAttribute("decision", decision);
        model.addAttribute("asked", asked);
        model.addAttribute("terms", asked == null ? null : BudgetTerms.read(asked.details()));
        model.addAttribute("twoPeople", fourEyes.required());
        return "guard/poll";
    }

    private Campaign poll(UUID campaign) {
        return campaigns.poll(campaign).orElseThrow(() -> new RefusedException(new LawRefusal.UnknownCampaign()));
    }

    /**
     * A poll, and where its approval stands.
     *
     * @param poll null when none holds
     * @param asked whether one person has asked for it
     */
    record Row(Campaign campaign, Polls.@Nullable Poll poll, boolean asked) {}

    /** What a poll may dial, as typed. */
    record PollForm(String total, String perDay, String until, String papers) implements KeptForm {
        PollForm {
            total = requireNonNullElse(total, "");
            perDay = requireNonNullElse(perDay, "");
            until = requireNonNullElse(until, "");
            papers = requireNonNullElse(papers, "");
        }
    }
}
