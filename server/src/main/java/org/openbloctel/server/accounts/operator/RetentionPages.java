package org.openbloctel.server.accounts.operator;

import static org.openbloctel.server.platform.access.Access.Caller.STAFF;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.retention.ErasureRuns;
import org.openbloctel.registry.platform.retention.ErasureStops;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.jobs.JobRunner;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is kept until when, what was erased, and erasing at once instead of at night. */
@Controller
record RetentionPages(
        ErasureRuns runs,
        ErasureStops stops,
        JobRunner jobs,
        AuditTrail audit,
        RetentionTexts retention,
        MessageSource texts) {
    private static final String PATH = "/operateur/conservation";
    private static final int RUNS = 30;

    @Access(STAFF)
    @GetMapping(PATH)
    String show(Model model, Locale locale) {
        Map<String, ErasureRuns.Run> latest = runs.latest();
        model.addAttribute(
                "jobs",
                Rules.jobs().stream()
                        .map(job -> new Job(job, latest.get(job), jobs.next(job).orElse(null)))
                        .toList());
        model.addAttribute("names", new JobNames(texts, locale));
        model.addAttribute("stopped", stops.shown());
        model.addAttribute("runs", runs.notable(RUNS));
        model.addAttribute(
                "rules", Rules.all().stream().map(rule -> row(rule, locale)).toList());
        return "operator/retention";
    }

    @Access(STAFF)
    @PostMapping(PATH + "/{job}")
    String now(SignedIn.Staff who, @PathVariable String job, NextPage next, Locale locale) {
        if (!Rules.jobs().contains(job)) {
            throw new RefusedException(new RequestRefusal.NotFound());
        }
        boolean started = jobs.runNow(job);
        if (started) {
            audit.record(new AuditEntry(who.actor(), "retention.run", "job:" + job, Map.of()));
        }
        next.done(started ? "retention.started" : "retention.busy", new JobNames(texts, locale).of(job));
        return "redirect:" + PATH;
    }

    /** Confirms the day that the database's clock shows. */
    @Access(value = STAFF, stepUp = true)
    @PostMapping(PATH + "/horloge")
    String day(SignedIn.Staff who, @RequestParam String shown, NextPage next) {
        List<String> goOn = stops.confirmDay(shown, who.actor());
        goOn.forEach(jobs::runNow);
        next.done(goOn.isEmpty() ? "retention.stops.changed" : "retention.stops.day.done");
        return "redirect:" + PATH;
    }

    /** Confirms the amount that a job would erase. */
    @Access(value = STAFF, stepUp = true)
    @PostMapping(PATH + "/{job}/quantite")
    String amount(
            SignedIn.Staff who, @PathVariable String job, @RequestParam String shown, NextPage next, Locale locale) {
        boolean goesOn = stops.confirmAmount(job, shown, who.actor());
        if (goesOn) {
            jobs.runNow(job);
        }
        next.done(
                goesOn ? "retention.stops.amount.done" : "retention.stops.changed",
                new JobNames(texts, locale).of(job));
        return "redirect:" + PATH;
    }

    private Row row(Rules.Rule rule, Locale locale) {
        String key = "retention." + rule.id();
        String end = switch (rule.end()) {
            case Rules.Rule.End.ByJob(String job) -> new JobNames(texts, locale).of(job);
            case Rules.Rule.End.AtOnce atOnce -> text("retention.at-once", locale);
            case Rules.Rule.End.WithTheService stays -> text("retention.with-service", locale);
        };
        return new Row(
                rule, text(key + ".what", locale), text(key + ".why", locale), retention.until(rule.id(), locale), end);
    }

    private String text(String key, Locale locale) {
        return texts.getMessage(key, null, locale);
    }

    /** The names of jobs in a language. A job that another version of the server had is named by its id. */
    record JobNames(MessageSource texts, Locale locale) {
        public String of(String job) {
            return Objects.requireNonNull(texts.getMessage("retention.job." + job, null, job, locale), "has a default");
        }
    }

    /** A job as the page shows it; no last run before the first, no next one while it is under way. */
    record Job(
            String job,
            ErasureRuns.@Nullable Run last,
            @Nullable Instant next) {}

    /** A rule as the page shows it. */
    record Row(Rules.Rule rule, String what, String why, String until, String end) {}
}
