package org.openbloctel.server.calls.campaign;

import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;
import static org.openbloctel.server.platform.access.SignedIn.Role.OPERATOR;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.callfiles.submission.CampaignFiles;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.CampaignCover;
import org.openbloctel.registry.calls.campaign.Cover;
import org.openbloctel.registry.platform.refusal.CampaignRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.pages.CsvTable;
import org.openbloctel.server.platform.pages.Formats;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What is done about a campaign's checks: numbers kept by consent, checked now, no more; a file left; changes taken along. */
@Controller
record CoverPages(CampaignCover covers, FormRefusals texts, Formats formats, RateLimits limits, SealedChanges sealed) {
    private static final String CAMPAIGN = "/pro/campagnes/{id}";
    private static final int PAGE_SIZE = 10_000;

    /** The forms stand on the campaign's page; this is where the choice of language leads after one was refused. */
    @Access(MEMBER)
    @GetMapping({CAMPAIGN + "/conservation", CAMPAIGN + "/verification"})
    String again(@PathVariable UUID id) {
        return page(id);
    }

    private static String page(UUID id) {
        return "redirect:/pro/campagnes/" + id;
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping(CAMPAIGN + "/conservation")
    String keep(SignedIn.Member who, @PathVariable UUID id, NextPage next) {
        covers.keepNumbers(who.company(), id, who.actor());
        next.done("campaign.keeping.agreed");
        return page(id);
    }

    @Access(member = {OWNER, OPERATOR})
    @GetMapping(CAMPAIGN + "/conservation/retrait")
    String stopping(SignedIn.Member who, @PathVariable UUID id, Model model) {
        model.addAttribute("c", covers.of(who.company(), id).campaign());
        return "campaign/stop";
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping(CAMPAIGN + "/conservation/retrait")
    String stop(SignedIn.Member who, @PathVariable UUID id, NextPage next) {
        covers.forgetNumbers(who.company(), id, who.actor());
        next.done("campaign.keeping.stopped");
        return page(id);
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping(CAMPAIGN + "/verification")
    String recheck(SignedIn.Member who, @PathVariable UUID id, NextPage next) {
        limits.check(RateLimits.Shared.CAMPAIGN_RECHECKS, who.company().toString());
        Cover.Recheck check = covers.recheck(who.company(), id, who.actor());
        next.done("campaign.recheck.done", check.numbers(), check.newlyOpposed());
        return page(id);
    }

    /** How far a check is, and no more: what a script asks for while it is done. */
    @Access(MEMBER)
    @GetMapping(CAMPAIGN + "/verification/avancement")
    String progress(SignedIn.Member who, @PathVariable UUID id, Model model) {
        model.addAttribute("checking", covers.recheckUnderWay(who.company(), id).orElse(null));
        return "campaign/recheck";
    }

    @Access(member = {OWNER, OPERATOR})
    @GetMapping(CAMPAIGN + "/fichiers/{submission}/retrait")
    String leaving(SignedIn.Member who, @PathVariable UUID id, @PathVariable UUID submission, Model model) {
        Cover cover = covers.of(who.company(), id);
        Campaign campaign = cover.campaign();
        CampaignFiles.Checked file = cover.files().stream()
                .filter(one -> one.latest().id().equals(submission))
                .findFirst()
                .orElseThrow(() -> new RefusedException(new CampaignRefusal.UnknownFile()));
        model.addAttribute("c", campaign);
        model.addAttribute("file", file.latest().fileName());
        model.addAttribute("submission", submission);
        return "campaign/leave";
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping(CAMPAIGN + "/fichiers/{submission}/retrait")
    String leave(SignedIn.Member who, @PathVariable UUID id, @PathVariable UUID submission, NextPage next) {
        covers.leaveFile(who.company(), id, submission, who.actor());
        next.done("campaign.left-file");
        return page(id);
    }

    /** Lines whose numbers went on the list or left it, with the caller's own references. */
    @Access(member = {OWNER, OPERATOR})
    @GetMapping(CAMPAIGN + "/changements.csv")
    ResponseEntity<?> changes(SignedIn.Member who, @PathVariable UUID id) {
        CsvTable table = new CsvTable();
        table.row(List.of(
                texts.done("campaign.change.at"),
                texts.done("campaign.change.kind"),
                texts.done("campaign.change.reference"),
                texts.done("campaign.change.number"),
                texts.done("campaign.change.revision")));
        // All of them: one that is left out is a number that is called.
        long after = 0;
        List<Cover.NumberChange> page = changes(who, id, after);
        while (!page.isEmpty()) {
            page.forEach(one -> add(table, one));
            after = page.getLast().cursor();
            page = page.size() < PAGE_SIZE ? List.of() : changes(who, id, after);
        }
        String name = texts.done("campaign.change.delta.name");
        ResponseEntity<String> open = table.download(name);
        String text = Objects.requireNonNull(open.getBody());
        Optional<ResponseEntity<byte[]>> shut =
                sealed.of(who.company(), id, name, text.getBytes(StandardCharsets.UTF_8));
        return shut.isPresent() ? shut.get() : open;
    }

    private List<Cover.NumberChange> changes(SignedIn.Member who, UUID id, long after) {
        return covers.changes(who.company(), id, after, PAGE_SIZE, who.actor());
    }

    private void add(CsvTable table, Cover.NumberChange one) {
        table.row(List.of(
                formats.instant(one.at()),
                texts.done("campaign.change.kind." + (one.opposed() ? "opposed" : "callable")),
                one.reference(),
                one.number(),
                Long.toString(one.listRevision())));
    }
}
