package org.openbloctel.server.authority.feed;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.INSPECTOR;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.Keys;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.feed.FeedKeys;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.security.Network;
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

/** The keys of the feed: all inspectors see them, each may make and revoke them with the second factor given again. */
@Controller
record FeedPages(FeedKeys keys) {
    private static final String PATH = "/inspection/flux";

    @Access(INSPECTOR)
    @GetMapping(PATH)
    String all(SignedIn.Inspector who, Instant now, Model model) {
        model.addAttribute("form", new FeedForm("", "", false));
        return page(who, now, model);
    }

    /** Answers with the key itself, which no page shows again. */
    @Access(value = INSPECTOR, stepUp = true)
    @PostMapping(PATH)
    String make(SignedIn.Inspector who, SentForm<FeedForm> sent, Instant now) {
        FeedForm form = sent.form();
        try {
            List<String> networks = Network.all(form.networks());
            FeedKeys.Made made = keys.make(
                    inspector(who), form.authority(), networks.isEmpty() && form.anywhere() ? Keys.ANYWHERE : networks);
            sent.model().addAttribute("text", made.text());
            sent.model().addAttribute("key", made.key());
            return "feed/made";
        } catch (RefusedException refused) {
            sent.refuse(refused, "authority");
            return page(who, now, sent.model());
        }
    }

    @Access(value = INSPECTOR, stepUp = true)
    @PostMapping(PATH + "/{id}/revoquer")
    String revoke(SignedIn.Inspector who, @PathVariable("id") UUID id, NextPage next) {
        keys.revoke(inspector(who), id);
        next.done("feed.revoked");
        return "redirect:" + PATH;
    }

    private String page(SignedIn.Inspector who, Instant now, Model model) {
        model.addAttribute("keys", keys.all(inspector(who)));
        model.addAttribute("today", LegalCalendar.dayOf(now));
        return "feed/keys";
    }

    private static Inspector inspector(SignedIn.Inspector who) {
        return new Inspector(who.id());
    }

    /** The authority for which a key is made, and from where it works. */
    record FeedForm(String authority, String networks, Boolean anywhere) implements KeptForm {
        FeedForm {
            authority = requireNonNullElse(authority, "");
            networks = requireNonNullElse(networks, "");
            anywhere = requireNonNullElse(anywhere, false);
        }
    }
}
