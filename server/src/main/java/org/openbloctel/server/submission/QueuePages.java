package org.openbloctel.server.submission;

import static org.openbloctel.server.web.Access.Caller.STAFF;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.guard.Provenance;
import org.openbloctel.registry.mailbox.Condition;
import org.openbloctel.registry.mailbox.Mailbox;
import org.openbloctel.registry.scrubbing.HeldFile;
import org.openbloctel.registry.scrubbing.HeldFiles;
import org.openbloctel.registry.scrubbing.ScrubQueue;
import org.openbloctel.registry.scrubbing.ScrubTask;
import org.openbloctel.registry.submission.Downloads;
import org.openbloctel.registry.submission.Submissions;
import org.openbloctel.server.web.Access;
import org.openbloctel.server.web.NextPage;
import org.openbloctel.server.web.SignedIn;
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
final class QueuePages {
    private static final String PATH = "/operateur/depots";
    private static final int MAX = 200;

    private final ScrubQueue queue;
    private final Submissions submissions;
    private final SubmissionTexts texts;
    private final Mailbox mailbox;
    private final Condition condition;
    private final HeldFiles held;
    private final Lifts lifts;

    QueuePages(
            ScrubQueue queue,
            Submissions submissions,
            SubmissionTexts texts,
            Mailbox mailbox,
            Condition condition,
            HeldFiles held,
            Lifts lifts) {
        this.held = held;
        this.lifts = lifts;
        this.mailbox = mailbox;
        this.condition = condition;
        this.queue = queue;
        this.submissions = submissions;
        this.texts = texts;
    }

    @Access(STAFF)
    @GetMapping(PATH)
    String queue(Instant now, Model model) {
        model.addAttribute("depth", queue.depth());
        model.addAttribute(
                "waiting",
                queue.waiting(MAX).stream().map(one -> Row.of(one, texts, now)).toList());
        model.addAttribute(
                "held",
                held.list(MAX).stream()
                        .map(one -> HeldRow.of(
                                one,
                                texts.company(one.task().company()),
                                held.provenance(one.task().id()).orElse(null),
                                now))
                        .toList());
        model.addAttribute(
                "failed",
                queue.failed(MAX).stream()
                        .map(one -> new Failed(one, texts.company(one.task().company())))
                        .toList());
        model.addAttribute(
                "stops",
                submissions.stops().stream()
                        .map(stop -> new Stop(stop, texts.company(stop.company())))
                        .toList());
        model.addAttribute("mailbox", mailbox.address().isPresent() ? condition.now() : null);
        return "submission/queue";
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
            NextPage next) {
        boolean done = lifts.release(id, reason, who);
        next.done(done ? "submission.queue.released" : "operator.four-eyes.asked");
        return "redirect:" + PATH;
    }

    @Access(STAFF)
    @PostMapping(PATH + "/{id}/refuser")
    String refuse(
            SignedIn.Staff who,
            @PathVariable UUID id,
            @RequestParam(name = "motif", defaultValue = "") String reason,
            NextPage next) {
        held.refuse(id, reason, who.actor());
        next.done("submission.queue.refused");
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
     */
    record HeldRow(HeldFile held, String company, @Nullable Provenance provenance, long hours, long left) {
        static HeldRow of(HeldFile one, String company, @Nullable Provenance provenance, Instant now) {
            Duration age = Duration.between(one.task().receivedAt(), now);
            Duration left = Duration.between(now, one.until());
            return new HeldRow(one, company, provenance, Math.max(0, age.toHours()), Math.max(0, left.toHours()));
        }
    }

    /** A submission that was refused because the work on it failed. */
    record Failed(ScrubTask.Failed one, String company) {}

    /** A company whose downloads are stopped. */
    record Stop(Downloads.Stop stop, String company) {}
}
