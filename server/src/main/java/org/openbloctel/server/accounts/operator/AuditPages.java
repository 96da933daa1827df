package org.openbloctel.server.accounts.operator;

import static org.openbloctel.server.platform.access.Access.Caller.STAFF;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openbloctel.registry.accounts.operator.FourEyes;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.AuditTrail.Filter;
import org.openbloctel.registry.platform.audit.Checkpoints;
import org.openbloctel.registry.platform.audit.Power;
import org.openbloctel.registry.platform.audit.PowerWatch;
import org.openbloctel.registry.platform.audit.Restores;
import org.openbloctel.registry.platform.audit.TrailFinding;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.pages.Formats;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The audit trail, for the operator's staff: looked through, without the details that are the authority's, and proved to be whole. */
@Controller
record AuditPages(
        AuditTrail trail,
        Checkpoints checkpoints,
        Restores restores,
        PowerWatch powers,
        FourEyes fourEyes,
        AccountShown.Decisions decisions,
        MessageSource texts,
        Formats formats) {
    private static final String PATH = "/operateur/journal";
    private static final int PAGE = 50;

    @Access(STAFF)
    @GetMapping(PATH)
    String trail(
            @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "0") long before,
            Model model) {
        Filter filter = new Filter(actor.strip(), action.strip(), subject.strip());
        List<AuditEntry.Recorded> found = trail.find(filter, before > 0 ? before : Long.MAX_VALUE, PAGE + 1);
        List<AuditEntry.Recorded> page = found.size() > PAGE ? found.subList(0, PAGE) : found;
        model.addAttribute("filter", filter);
        model.addAttribute("sealed", trail.sealed());
        model.addAttribute("entries", page);
        model.addAttribute(
                "hidden",
                page.stream()
                        .filter(one -> AuditEntry.Reserved.covers(one.entry()))
                        .map(AuditEntry.Recorded::seq)
                        .collect(Collectors.toSet()));
        model.addAttribute(
                "older", found.size() > PAGE ? address(filter, page.getLast().seq()) : null);
        model.addAttribute("newest", before > 0 ? address(filter, 0) : null);
        Restores.Loss loss = trail.isContradicted() ? restores.find().orElse(null) : null;
        model.addAttribute("loss", loss);
        model.addAttribute("asked", loss == null ? null : decisions.waiting(FourEyes.Matter.restore(loss)));
        model.addAttribute(
                "doubted",
                powers.doubted().stream()
                        .map(power -> new Doubted(power, decisions.waiting(FourEyes.Matter.power(power))))
                        .toList());
        return "portal/audit";
    }

    /** A power that no entry explains, and how its confirmation stands. */
    record Doubted(Power power, AccountShown.Waiting waiting) {}

    /** Asks for a power that no entry explains to hold all the same, or confirms it. */
    @Access(value = STAFF, stepUp = true)
    @PostMapping(PATH + "/pouvoir")
    String acceptPower(
            SignedIn.Staff who,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String digest,
            NextPage next) {
        Optional<Power> power = powers.find(subject);
        boolean done = power.isPresent()
                && fourEyes.agree(
                        FourEyes.Matter.power(power.get()),
                        digest,
                        "",
                        who.id(),
                        () -> powers.accept(power.get(), who.actor()));
        if (done) {
            powers.look(); // this server follows at once
        }
        next.done(
                power.isEmpty()
                        ? "portal.audit.power.gone"
                        : done ? "portal.audit.power.accepted" : "operator.four-eyes.asked");
        return "redirect:" + PATH;
    }

    /** Confirms a loss that another person asked to accept by the command line. */
    @Access(value = STAFF, stepUp = true)
    @PostMapping(PATH + "/perte")
    String accept(SignedIn.Staff who, @RequestParam(defaultValue = "") String digest, NextPage next) {
        Optional<Restores.Loss> loss = restores.find();
        boolean done = loss.isPresent()
                && fourEyes.confirm(
                        FourEyes.Matter.restore(loss.get()),
                        digest,
                        who.id(),
                        asked -> restores.accept(loss.get(), who.actor()));
        if (done) {
            restores.find(); // this server goes on at once
        }
        next.done(done ? "portal.audit.loss.accepted" : "portal.audit.loss.changed");
        return "redirect:" + PATH;
    }

    /** Reads the whole chain, beside its checkpoints. */
    @Access(STAFF)
    @PostMapping(PATH + "/controle")
    String check(NextPage next, Locale locale) {
        Checkpoints.Checked checked = checkpoints.check();
        if (checked.findings().isEmpty()) {
            next.done("portal.audit.whole", checked.checkpoints());
        } else {
            next.show(
                    "findings",
                    checked.findings().stream()
                            .map(finding -> sentences(finding, locale))
                            .toList());
        }
        return "redirect:" + PATH;
    }

    /** What is wrong, and what to do next. */
    private String sentences(TrailFinding finding, Locale locale) {
        Object[] facts = {
            finding.entry(),
            finding.checkpoint(),
            finding.at().map(formats::instant).orElse(""),
            finding.count() - 1
        };
        return texts.getMessage("portal.audit.finding." + finding.kind(), facts, locale)
                + " "
                + texts.getMessage("portal.audit.cure." + finding.kind(), null, locale);
    }

    private static String address(Filter filter, long before) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(PATH)
                .queryParam("actor", "{actor}")
                .queryParam("action", "{action}")
                .queryParam("subject", "{subject}");
        return (before > 0 ? address.queryParam("before", before) : address)
                .encode()
                .buildAndExpand(filter.actor(), filter.action(), filter.subject())
                .toUriString();
    }
}
