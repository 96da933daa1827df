package org.openbloctel.server.callfiles.submission;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.Mandate;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.scrubbing.Previews;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.server.platform.charts.BarChart;
import org.openbloctel.server.platform.pages.Formats;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.openbloctel.server.platform.pages.Typesetting;
import org.openbloctel.server.platform.pages.WrittenHours;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What pages say of submissions: names of companies and people, states, refusals, choices; {@code @submissionTexts}. Thread-safe. */
@Component
public record SubmissionTexts(
        MessageSource texts, Companies companies, RefusalProse prose, Formats formats, LawBook law) {
    /** The kind of tag that a state has. */
    public String tag(State state) {
        return switch (state) {
            case RECEIVED, CHECKING -> "progress";
            case HELD -> "warning";
            case READY, DELIVERED -> "success";
            case PURGED -> "neutral";
            case REFUSED -> "error";
        };
    }

    /** The steps on the way to this state. */
    List<String> steps(State state) {
        return List.of(
                text("submission.step.received"),
                text("submission.step.checking"),
                text(
                        switch (state) {
                            case REFUSED -> "submission.step.refused";
                            case HELD -> "submission.step.held";
                            default -> "submission.step.ready";
                        }));
    }

    /** The name of a company. */
    public String company(UUID id) {
        return companies.find(id).map(Company::name).orElseGet(() -> text("submission.company.gone"));
    }

    /** For whom a submission is, as its company reads it. */
    public String principal(Submission submission) {
        return submission.principal().equals(submission.company())
                ? text("submission.principal.own")
                : company(submission.principal());
    }

    /** A refusal's words: {@code title}, {@code detail} or {@code cure}. */
    public String refusal(Refusal.Stored refused, String part) {
        RefusalProse.Said said = prose.of(refused.code(), refused.arguments(), LocaleContextHolder.getLocale());
        return switch (part) {
            case "title" -> said.title();
            case "detail" -> said.detail();
            case "cure" -> said.cure();
            default -> throw new IllegalArgumentException(part);
        };
    }

    /** How a separator is called. */
    public String separator(String separator) {
        return switch (separator) {
            case "" -> "";
            case ";" -> text("submission.separator.semicolon");
            case "," -> text("submission.separator.comma");
            case "\t" -> text("submission.separator.tab");
            case "|" -> text("submission.separator.bar");
            default -> separator;
        };
    }

    /** Lines by verdict, as bars. */
    BarChart chart(Submission submission) {
        Submission.Counts counts = submission.counts();
        List<BarChart.Part> parts = new ArrayList<>();
        boolean law = submission.isByLaw();
        parts.add(
                part(Returned.Kind.CALLABLE.label(law), counts.callable(), counts.rows(), law ? "success" : "neutral"));
        parts.add(part(law ? "by-list" : "opposed", counts.opposed(), counts.rows(), "error"));
        if (law) {
            parts.add(part("forbidden", counts.forbidden(), counts.rows(), "error"));
        }
        parts.add(part("unchecked", counts.unchecked(), counts.rows(), "warning"));
        return BarChart.of(text("submission.chart"), parts);
    }

    /** What the file of callable lines is called: who is not on a list may still not be callable. */
    public String callable(Submission submission) {
        return text("submission.lines." + Returned.Kind.CALLABLE.label(submission.isByLaw()));
    }

    /** The name of a returned file, by its kind in an address or in the audit trail. */
    public String file(Submission submission, String kind) {
        boolean byLaw = submission.isByLaw();
        return text("submission.file."
                + Returned.Kind.of(kind, byLaw).map(known -> known.label(byLaw)).orElse(kind));
    }

    /** What a rule forbids, in a few words, and the rule's article, as they hold today. */
    public String rule(String code) {
        Locale locale = LocaleContextHolder.getLocale();
        return law.rule(code)
                .map(rule -> locale.getLanguage().equals("fr")
                        ? rule.title().fr()
                        : rule.title().en())
                .orElseGet(() -> text("submission.forbidden." + code));
    }

    /** The remedy for lines that a rule forbids; null where there is none. */
    public @Nullable String remedy(String code) {
        Locale locale = LocaleContextHolder.getLocale();
        return law.rule(code)
                .map(rule -> rule.versions().getLast().remedy())
                .map(remedy -> locale.getLanguage().equals("fr") ? Typesetting.french(remedy.fr()) : remedy.en())
                .orElse(null);
    }

    /** Days and hours, such as {@code monday-friday 10:00-13:00}, in words. */
    public String hours(SubmissionReport report) {
        return new WrittenHours(LocaleContextHolder.getLocale()).of(report.hours(), report.holidaysClosed());
    }

    private BarChart.Part part(String verdict, long lines, long all, String kind) {
        String value = formats.count(lines) + " (" + formats.percent(lines, all) + ")";
        return new BarChart.Part(text("submission." + verdict), lines, value, kind);
    }

    /** The phone columns that a preview found, by name. */
    String columns(Previews.Preview preview) {
        return String.join(
                ", ", preview.phones().stream().map(preview.names()::get).toList());
    }

    /** Choices of a field: automatic first. */
    Map<String, String> choices(String key, String... values) {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("", text("submission.layout.auto"));
        for (String value : values) {
            String name =
                    value.equals(";") ? "semicolon" : value.equals(",") ? "comma" : value.equals("|") ? "bar" : value;
            choices.put(value, text(key + "." + name));
        }
        return choices;
    }

    /** For whom somebody may submit: their own company first. */
    Map<String, String> principals(List<Mandate.Principal> principals) {
        Map<String, String> choices = new LinkedHashMap<>();
        principals.forEach(one -> choices.put(one.id().toString(), one.name()));
        Mandate.Principal own = principals.getFirst();
        choices.put(own.id().toString(), text("submission.principal.own-name", own.name()));
        return choices;
    }

    String text(String key, Object... arguments) {
        String text = texts.getMessage(key, arguments, key, LocaleContextHolder.getLocale());
        return text == null ? key : text;
    }
}
