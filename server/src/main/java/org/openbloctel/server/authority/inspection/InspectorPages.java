package org.openbloctel.server.authority.inspection;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.INSPECTOR;
import static org.openbloctel.server.platform.access.SignedIn.Rank.HEAD;

import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.openbloctel.registry.authority.inspection.InspectorAccount;
import org.openbloctel.registry.authority.inspection.InspectorAccount.Rank;
import org.openbloctel.registry.authority.inspection.Inspectors;
import org.openbloctel.registry.platform.refusal.InspectionRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The inspectors: all of them see their colleagues; heads invite and remove them, and change their ranks. */
@Controller
record InspectorPages(Inspectors inspectors, FormRefusals refusals, RateLimits limits) {
    private static final String LIST = "/inspection/agents";

    /** Each is a mail to the address that was typed. */
    private static final RateLimits.Limit INVITING = new RateLimits.Limit("inspectors", 20, Duration.ofHours(1));

    @Access(INSPECTOR)
    @GetMapping(LIST)
    String all(SignedIn.Inspector who, @ModelAttribute("form") InspectorForm form, Model model) {
        return page(who, model);
    }

    @Access(inspector = HEAD, stepUp = true)
    @PostMapping(LIST)
    String invite(SignedIn.Inspector who, SentForm<InspectorForm> sent, NextPage next) {
        InspectorForm form = sent.form();
        try {
            limits.check(INVITING, who.actor());
            inspectors.invite(form.name(), form.email(), rank(form.rank()), who.actor());
        } catch (RefusedException refused) {
            sent.refuse(refused, refused.refusal() instanceof InspectionRefusal.BadName ? "name" : "email");
            return page(who, sent.model());
        }
        next.done("inspection.agents.invited", form.email().strip());
        return "redirect:" + LIST;
    }

    @Access(inspector = HEAD)
    @GetMapping(LIST + "/{id}")
    String one(@PathVariable("id") UUID id, Model model) {
        InspectorAccount one =
                inspectors.find(id).orElseThrow(() -> new RefusedException(new InspectionRefusal.UnknownInspector()));
        model.addAttribute("one", one);
        model.addAttribute("form", new RankForm(one.rank().name()));
        options(model);
        return "inspection/agent";
    }

    @Access(inspector = HEAD, stepUp = true)
    @PostMapping(LIST + "/{id}/rang")
    String rank(SignedIn.Inspector who, @PathVariable("id") UUID id, SentForm<RankForm> sent, NextPage next) {
        inspectors.change(who.id(), id, rank(sent.form().rank()));
        next.done("inspection.agents.changed");
        return "redirect:" + LIST;
    }

    @Access(inspector = HEAD, stepUp = true)
    @PostMapping(LIST + "/{id}/retrait")
    String remove(SignedIn.Inspector who, @PathVariable("id") UUID id, NextPage next) {
        inspectors.remove(who.id(), id);
        next.done("inspection.agents.removed");
        return "redirect:" + LIST;
    }

    private String page(SignedIn.Inspector who, Model model) {
        model.addAttribute("all", inspectors.all());
        model.addAttribute("me", who);
        options(model);
        return "inspection/agents";
    }

    private void options(Model model) {
        model.addAttribute("ranks", refusals.options("inspection.rank.%s.long", "INSPECTOR", "HEAD"));
    }

    private static Rank rank(String name) {
        return Arrays.stream(Rank.values())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RefusedException(new RequestRefusal.UnreadableField("rank")));
    }

    /** An inspector who is invited. */
    record InspectorForm(String name, String email, String rank) implements KeptForm {
        InspectorForm {
            name = requireNonNullElse(name, "");
            email = requireNonNullElse(email, "");
            rank = requireNonNullElse(rank, "INSPECTOR");
        }
    }

    /** The rank of an inspector. */
    record RankForm(String rank) implements KeptForm {
        RankForm {
            rank = requireNonNullElse(rank, "");
        }
    }
}
