package org.openbloctel.server.operator;

import static org.openbloctel.server.web.Access.Caller.STAFF;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.audit.AuditEntry;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.openbloctel.registry.retention.ErasureRuns;
import org.openbloctel.registry.retention.Rules;
import org.openbloctel.server.web.Access;
import org.openbloctel.server.web.NextPage;
import org.openbloctel.server.web.SignedIn;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What is kept until when, what was erased, and erasing at once instead of at night. */
@Controller
final class RetentionPages {
    private static final String PATH = "/operateur/conservation";
    private static final int RUNS = 30;

    private final ErasureRuns runs;
    private final ErasingJobs jobs;
    private final AuditTrail audit;
    private final RetentionTexts retention;
    private final MessageSource texts;

    RetentionPages(
            ErasureRuns runs, ErasingJobs jobs, AuditTrail audit, RetentionTexts retention, MessageSource texts) {
        this.retention = retention;
        this.runs = runs;
        this.jobs = jobs;
        this.audit = audit;
        this.texts = texts;
    }

    @Access(STAFF)
    @GetMapping(PATH)
    String show(Model model, Locale locale) {
        Map<String, ErasureRuns.Run> latest = runs.latest();
        model.addAttribute(
                "jobs",
                Rules.jobs().stream()
                        .map(job -> new Job(job, latest.get(job), jobs.next(job).orElse(null)))
                        .toList());
        model.addAttribute("runs", runs.notable(RUNS));
        model.addAttribute(
                "rules", Rules.all().stream().map(rule -> row(rule, locale)).toList());
        return "operator/retention";
    }

    @Access(STAFF)
    @PostMapping(PATH + "/{job}")
    String now(SignedIn.Staff who, @PathVariable String job, NextPage next) {
        if (!Rules.jobs().contains(job)) {
            throw new RefusedException(new RequestRefusal.NotFound());
        }
        boolean started = jobs.runNow(job);
        if (started) {
            audit.record(new AuditEntry(who.actor(), "retention.run", "job:" + job, Map.of()));
        }
        next.done(started ? "retention.started" : "retention.busy", job);
        return "redirect:" + PATH;
    }

    private Row row(Rules.Rule rule, Locale locale) {
        String key = "retention." + rule.id();
        String end = switch (rule.end()) {
            case Rules.Rule.End.ByJob(String job) -> job;
            case Rules.Rule.End.AtOnce atOnce -> text("retention.at-once", locale);
            case Rules.Rule.End.WithTheService stays -> text("retention.with-service", locale);
        };
        return new Row(
                rule, text(key + ".what", locale), text(key + ".why", locale), retention.until(rule.id(), locale), end);
    }

    private String text(String key, Locale locale) {
        return texts.getMessage(key, null, locale);
    }

    /** A job as the page shows it; no last run before the first, no next one while it is under way. */
    record Job(
            String job,
            ErasureRuns.@Nullable Run last,
            @Nullable Instant next) {}

    /** A rule as the page shows it. */
    record Row(Rules.Rule rule, String what, String why, String until, String end) {}
}
