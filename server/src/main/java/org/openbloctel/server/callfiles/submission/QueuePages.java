package org.openbloctel.server.callfiles.submission;

import static org.openbloctel.server.platform.access.Access.Caller.STAFF;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.callfiles.scrubbing.HeldFiles;
import org.openbloctel.registry.callfiles.scrubbing.ScrubQueue;
import org.openbloctel.registry.callfiles.scrubbing.ScrubTask;
import org.openbloctel.registry.callfiles.submission.Downloads;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.calls.mailbox.Condition;
import org.openbloctel.registry.calls.mailbox.Mailbox;
import org.openbloctel.registry.list.guard.GuardDesk;
import org.openbloctel.registry.list.guard.Provenance;
import org.openbloctel.registry.list.guard.Stop;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What waits to be scrubbed, of all companies, what is held, what the service failed at, and whose downloads were stopped: for
 * the operator, without file names.
 */
@Controller
record QueuePages(
        ScrubQueue queue,
        Submissions submissions,
        SubmissionTexts texts,
        Mailbox mailbox,
        Condition condition,
        HeldFiles held,
        GuardDesk guard,
        Lifts lifts) {
    private static final String PATH = "/operateur/depots";
    private static final int MAX = 200;

    @Access(STAFF)
    @GetMapping(PATH)
    String queue(Instant now, Model model) {
        model.addAttribute("depth", queue.depth());
        model.addAttribute(
                "waiting",
                queue.waiting(MAX).stream().map(one -> Row.of(one, texts, now)).toList());
        List<Stop> guarded = guard.stops();
        model.addAttribute("guarded", guarded.stream().map(this::shown).toList());
        model.addAttribute("heldCount", held.depth().count());
        model.addAttribute(
                "held",
                held.list(MAX).stream().map(one -> row(one, guarded, now)).toList());
        model.addAttribute(
                "failed",
                queue.failed(MAX).stream()
                        .map(one -> new Failed(one, texts.company(one.task().company())))
                        .toList());
        model.addAttribute(
                "stops",
                submissions.stops().stream()
                        .map(stop -> new NoDownloads(stop, texts.company(stop.company())))
                        .toList());
        model.addAttribute("mailbox", mailbox.address().isPresent() ? condition.now() : null);
        return "submission/queue";
    }

    private HeldRow row(HeldFiles.Held one, List<Stop> guarded, Instant now) {
        ScrubTask task = one.task();
        return new HeldRow(
                one,
                texts.company(task.company()),
                held.provenance(task.id()).orElse(null),
                Math.max(0, Duration.between(task.receivedAt(), now).toHours()),
                Math.max(0, Duration.between(now, one.until()).toHours()),
                guarded.stream()
                        .anyMatch(stop -> stop.company().equals(task.company())
                                && (stop.whole() || stop.principal().equals(task.principal()))));
    }

    private Guarded shown(Stop stop) {
        boolean isOfPair = stop.isForClient() && !stop.whole();
        return new Guarded(stop, texts.company(stop.company()), isOfPair ? texts.company(stop.principal()) : null);
    }

    @Access(STAFF)
    @PostMapping(PATH + "/{id}/relancer")
    String hurry(SignedIn.Staff who, @PathVariable UUID id, NextPage next) {
        queue.hurry(id, who.actor());
        next.done("submission.queue.hurried");
        return "redirect:" + PATH;
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping(PATH + "/{id}/liberer")
    String release(
            SignedIn.Staff who,
            @PathVariable UUID id,
            @RequestParam(name = "motif", defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String digest,
            NextPage next) {
        boolean done = lifts.release(id, reason, digest, who);
        next.done(done ? "submission.queue.released" : "operator.four-eyes.asked");
        return "redirect:" + PATH;
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping(PATH + "/{id}/refuser")
    String refuse(
            SignedIn.Staff who,
            @PathVariable UUID id,
            @RequestParam(name = "motif", defaultValue = "") String reason,
            NextPage next) {
        lifts.refuse(id, reason, who);
        next.done("submission.queue.refused");
        return "redirect:" + PATH;
    }

    /** Opens stopped downloads again. */
    @Access(value = STAFF, stepUp = true)
    @PostMapping(PATH + "/arrets/{company}/lever")
    String downloads(
            SignedIn.Staff who,
            @PathVariable UUID company,
            @RequestParam(defaultValue = "") String digest,
            NextPage next) {
        boolean done = lifts.downloads(company, digest, who);
        next.done(done ? "submission.queue.lifted" : "operator.four-eyes.asked", texts.company(company));
        return "redirect:" + PATH;
    }

    /**
     * A submission that waits.
     *
     * @param minutes since it was received
     * @param failed whether its next attempt waits because the last one failed
     */
    record Row(ScrubTask.Waiting waiting, String company, long minutes, boolean failed) {
        static Row of(ScrubTask.Waiting one, SubmissionTexts texts, Instant now) {
            return new Row(
                    one,
                    texts.company(one.task().company()),
                    Math.max(0, Duration.between(one.task().receivedAt(), now).toMinutes()),
                    one.failures() > 0
                            && one.leaseUntil()
                                    .filter(until -> until.isAfter(now))
                                    .isPresent());
        }
    }

    /**
     * A file that is held.
     *
     * @param provenance where its company says that its numbers come from; null when it says nothing
     * @param hours since it was received
     * @param left hours until it is refused
     * @param stopped whether the guard stopped its company, for its principal or as a whole
     */
    record HeldRow(
            HeldFiles.Held held,
            String company,
            @Nullable Provenance provenance,
            long hours,
            long left,
            boolean stopped) {}

    /** A company that the guard stopped, and for which other company alone. */
    record Guarded(Stop stop, String company, @Nullable String principal) {}

    /** A submission that was refused because the work on it failed. */
    record Failed(ScrubTask.Failed one, String company) {}

    /** A company whose downloads are stopped. */
    record NoDownloads(Downloads.Stop stop, String company) {}
}
