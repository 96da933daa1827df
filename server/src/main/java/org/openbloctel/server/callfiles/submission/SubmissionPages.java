package org.openbloctel.server.callfiles.submission;

import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;
import static org.openbloctel.server.platform.access.SignedIn.Role.OPERATOR;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.openbloctel.registry.accounts.company.ApiKey;
import org.openbloctel.registry.accounts.company.Keys;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.company.SftpKeys;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.scrubbing.HeldFiles;
import org.openbloctel.registry.callfiles.scrubbing.Previews;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** A submission: how far it is, what was understood of its file, what came of it, who took what; and another way to read it. */
@Controller
record SubmissionPages(
        Submissions submissions,
        Previews.Sheets sheets,
        LayoutChoices choices,
        SubmissionTexts texts,
        SubmissionHistory history,
        HeldFiles held) {
    private static final String FORM = "form";

    /** What saying the column cures. */
    private static final Set<String> ABOUT_COLUMNS =
            Set.of(new SubmissionRefusal.NoSuchColumn("").code(), new SubmissionRefusal.UnsureColumn("").code());

    @Access(MEMBER)
    @GetMapping("/pro/depots/{id}")
    String one(SignedIn.Member who, @PathVariable UUID id, Model model) throws IOException {
        Submission submission = submissions.get(who.company(), id);
        model.addAttribute(FORM, SubmissionForm.of(submission.options()));
        return page(who, submission, model);
    }

    /** How far it is, and no more: what a script asks for every second. */
    @Access(MEMBER)
    @GetMapping("/pro/depots/{id}/avancement")
    String progress(SignedIn.Member who, @PathVariable UUID id, Model model) {
        model.addAttribute("s", submissions.get(who.company(), id));
        return "submission/progress";
    }

    /** The form stands on the submission's page; this is where the choice of language leads after it was refused. */
    @Access(member = {OWNER, OPERATOR})
    @GetMapping("/pro/depots/{id}/corriger")
    String correcting(@PathVariable UUID id) {
        return "redirect:/pro/depots/" + id;
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping("/pro/depots/{id}/corriger")
    String correct(SignedIn.Member who, @PathVariable UUID id, SentForm<SubmissionForm> sent, NextPage next)
            throws IOException {
        try {
            LayoutOptions options = sent.form().options();
            if (options.columns().isEmpty() && needsColumn(who.company(), id, options)) {
                sent.reject("anyColumn", "", "submission.correct.columns.none");
            } else {
                Submission corrected = submissions.correct(who.company(), id, options, who.actor());
                next.done("submission.correct.done");
                return "redirect:/pro/depots/" + corrected.id();
            }
        } catch (RefusedException refused) {
            if (refused.refusal() instanceof SubmissionRefusal.UnknownSubmission) {
                throw refused;
            }
            String field = refused.refusal() instanceof RequestRefusal.UnreadableField unreadable
                    ? unreadable.field()
                    : "named";
            sent.reject(field, refused.refusal());
        }
        return page(who, submissions.get(who.company(), id), sent.model());
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping("/pro/depots/{id}/retirer")
    String withdraw(SignedIn.Member who, @PathVariable UUID id, NextPage next) throws IOException {
        submissions.withdraw(who.company(), id, who.actor());
        next.done("submission.hold.withdrawn");
        return "redirect:/pro/depots/" + id;
    }

    /** Whether another reading that names no column would come to nothing: nothing else was said, or it does not tell the column. */
    private boolean needsColumn(UUID company, UUID id, LayoutOptions options) throws IOException {
        LayoutOptions before = submissions.get(company, id).options();
        return options.equals(before.withColumns())
                || submissions
                        .preview(company, id, options, sheets)
                        .filter(preview -> preview.phones().isEmpty())
                        .isPresent();
    }

    private String page(SignedIn.Member who, Submission submission, Model model) throws IOException {
        UUID company = who.company();
        Optional<Previews.Preview> preview = submissions.preview(company, submission.id(), sheets);
        Optional<SubmissionReport> report = submission.report().map(SubmissionReport::of);
        boolean mayCorrect = ListPages.maySubmit(who) && submission.isCorrectable();
        model.addAttribute("s", submission);
        model.addAttribute("steps", texts.steps(submission.state()));
        model.addAttribute("at", step(submission.state()));
        model.addAttribute("preview", preview.orElse(null));
        model.addAttribute(
                "phones",
                preview.map(texts::columns).filter(names -> !names.isEmpty()).orElse(null));
        model.addAttribute("report", report.orElse(null));
        model.addAttribute("layout", report.map(SubmissionReport::layout).orElse(null));
        model.addAttribute("chart", report.isPresent() ? texts.chart(submission) : null);
        model.addAttribute("files", submissions.returned(company, submission.id()));
        model.addAttribute("mayCorrect", mayCorrect);
        model.addAttribute(
                "columnsUnclear",
                submission
                        .refusal()
                        .filter(refused -> ABOUT_COLUMNS.contains(refused.code()))
                        .isPresent());
        model.addAttribute("mayDownload", ListPages.maySubmit(who));
        boolean isHeld = submission.held().isPresent();
        model.addAttribute(
                "provenance", isHeld ? held.provenance(submission.id()).orElse(null) : null);
        model.addAttribute("mayExplain", isHeld && who.role() == SignedIn.Role.OWNER);
        model.addAttribute(
                "stopped",
                submissions.stoppedSince(company, submission.principal()).orElse(null));
        model.addAttribute(
                "replacement", submissions.replacement(company, submission.id()).orElse(null));
        model.addAttribute("events", who.role() == SignedIn.Role.OPERATOR ? null : history.of(submission));
        choices.addTo(model);
        return "submission/one";
    }

    /** Where it is among its steps, from 1; behind the last when all went well. */
    private static int step(State state) {
        return switch (state) {
            case RECEIVED -> 1;
            case CHECKING -> 2;
            case HELD, REFUSED -> 3;
            case READY, DELIVERED, PURGED -> 4;
        };
    }

    /** The closed lists of the fields of a layout. Thread-safe. */
    @Component
    record LayoutChoices(SubmissionTexts texts) {
        void addTo(Model model) {
            model.addAttribute("separators", texts.choices("submission.separator", ";", ",", "tab", "|"));
            model.addAttribute(
                    "encodings", texts.choices("submission.encoding", "utf-8", "windows-1252", "utf-16le", "utf-16be"));
            model.addAttribute("yesOrNo", texts.choices("submission.answer", "yes", "no"));
        }
    }

    /** What happened to a submission, by whom, in the words of its page. Thread-safe. */
    @Component
    record SubmissionHistory(AuditTrail audit, Members members, Keys keys, SftpKeys sftpKeys, SubmissionTexts texts) {
        private static final int MAX_EVENTS = 200;

        /** The events of a submission, the latest first. */
        List<Event> of(Submission submission) {
            Map<String, String> names = members.of(submission.company()).stream()
                    .collect(java.util.stream.Collectors.toMap(Member::actor, Member::name));
            for (ApiKey key : keys.of(submission.company())) {
                names.put("key:" + key.id(), texts.text("submission.actor.key", key.name()));
            }
            for (SftpKeys.Key key : sftpKeys.of(submission.company())) {
                names.put(key.actor(), texts.text("submission.actor.sftp", key.name()));
            }
            Function<String, String> name = actor -> names.getOrDefault(
                    actor,
                    actor.equals("system")
                            ? texts.text("submission.actor.system")
                            : texts.text("submission.actor.gone"));
            return audit.about("submission:" + submission.id(), MAX_EVENTS).stream()
                    .map(recorded -> new Event(
                            recorded.at(),
                            texts.text("submission.event." + recorded.entry().action()),
                            taken(submission, recorded.entry().details().getOrDefault("file", "")),
                            name.apply(recorded.entry().actor())))
                    .toList();
        }

        private String taken(Submission submission, String kind) {
            return kind.isEmpty() ? "" : texts.file(submission, kind);
        }

        /** Something that happened. */
        public record Event(java.time.Instant at, String what, String file, String who) {}
    }
}
