package org.openbloctel.server.callfiles.sftp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openbloctel.registry.callfiles.intake.Arrivals;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.platform.filevault.Seal;
import org.openbloctel.server.callfiles.submission.HoldProse;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.openbloctel.server.platform.pages.WrittenDates;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What became of a file, in words, for people and their scripts: in French, then in English. Thread-safe. */
@Component
record StatusText(MessageSource texts, RefusalProse prose, HoldProse holds) {
    /**
     * The whole text.
     *
     * @param submission what the file became; empty when it was refused at the door
     * @param files the names of the files beside this one
     */
    byte[] of(
            Arrivals.Arrival arrival, Optional<Submission> submission, List<String> files, Optional<Instant> stopped) {
        List<String> lines = new ArrayList<>();
        for (Locale locale : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            lines.addAll(lines(arrival, submission, files, stopped, locale));
            lines.add("");
        }
        return String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private List<String> lines(
            Arrivals.Arrival arrival,
            Optional<Submission> submission,
            List<String> files,
            Optional<Instant> stopped,
            Locale locale) {
        List<String> lines = new ArrayList<>();
        lines.add(text(locale, "file", arrival.name(), arrival.size()));
        lines.add(text(locale, "at", instant(arrival.at(), locale)));
        lines.add(text(locale, "state." + state(arrival, submission)));
        submission.ifPresent(
                one -> lines.add(text(locale, "submission", one.id().toString())));
        arrival.refusal().or(() -> submission.flatMap(Submission::refusal)).ifPresent(refused -> {
            RefusalProse.Said said = prose.of(refused.code(), refused.arguments(), locale);
            lines.add(refused.code() + ": " + said.title() + ". " + said.detail() + " " + said.cure());
        });
        submission.flatMap(Submission::held).ifPresent(held -> {
            HoldProse.Said said = holds.of(held.hold(), locale);
            lines.add(said.title() + ". " + said.detail() + " " + said.cure());
            lines.add(text(locale, "held.figures", said.figures()));
            lines.add(text(locale, "held.until", instant(held.until(), locale)));
        });
        submission.filter(one -> one.report().isPresent()).ifPresent(one -> {
            Submission.Counts counts = one.counts();
            lines.add(text(
                    locale,
                    "lines." + one.scope().label(),
                    counts.rows(),
                    counts.callable(),
                    counts.opposed(),
                    counts.unchecked(),
                    counts.forbidden()));
            lines.add(text(locale, "scope." + one.scope().label()));
            one.coveredUntil().ifPresent(day -> lines.add(text(locale, "until", day(day, locale))));
            one.certificate().ifPresent(id -> lines.add(text(locale, "certificate", id)));
            one.filesUntil().ifPresent(at -> lines.add(text(locale, "kept", instant(at, locale))));
        });
        if (files.stream().anyMatch(name -> name.endsWith(Seal.ENDING))) {
            lines.add(text(locale, "sealed"));
        }
        files.forEach(name -> lines.add("  " + name));
        stopped.ifPresent(since -> lines.add(text(locale, "stopped", instant(since, locale))));
        return lines;
    }

    private static String state(Arrivals.Arrival arrival, Optional<Submission> submission) {
        return submission
                .map(Submission::state)
                .map(Enum::name)
                .orElse(arrival.refusal().isPresent() ? "REFUSED" : "PURGED");
    }

    private static String instant(Instant at, Locale locale) {
        return new WrittenDates(locale).moment(at);
    }

    private static String day(LocalDate day, Locale locale) {
        return new WrittenDates(locale).day(day);
    }

    private String text(Locale locale, String key, Object... arguments) {
        return texts.getMessage("sftp.status." + key, arguments, locale);
    }
}
