package org.openbloctel.server.calls.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.callfiles.submission.CampaignFiles;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.calls.campaign.Cover;

/** A campaign's cover as programs see it. Stateless. */
final class CoverView {
    private CoverView() {}

    static Map<String, @Nullable Object> shown(Cover cover) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("state", cover.state().name());
        shown.put("exempt", cover.exempt());
        shown.put("coveredUntil", cover.coveredUntil().map(LocalDate::toString).orElse(null));
        shown.put("files", cover.files().stream().map(CoverView::file).toList());
        shown.put(
                "changed",
                Map.of(
                        "opposed", cover.change().opposed(),
                        "callable", cover.change().callable(),
                        "newLines", cover.change().newLines()));
        shown.put("keptNumbers", cover.keeping().map(CoverView::keeping).orElse(null));
        return shown;
    }

    private static Map<String, @Nullable Object> file(CampaignFiles.Checked checked) {
        Submission latest = checked.latest();
        Map<String, @Nullable Object> file = new LinkedHashMap<>();
        file.put("submission", latest.id().toString());
        file.put("filename", latest.fileName());
        file.put("checkedAt", latest.judgedAt().map(Instant::toString).orElse(null));
        file.put("coveredUntil", checked.coveredUntil().toString());
        file.put("rows", latest.counts().rows());
        file.put("opposed", latest.counts().opposed());
        file.put("certificate", latest.certificate().orElse(null));
        return file;
    }

    static Map<String, @Nullable Object> keeping(Cover.Keeping keeping) {
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        kept.put("agreedAt", keeping.since().toString());
        kept.put("numbers", keeping.numbers());
        kept.put("lastCheck", keeping.lastCheck().map(CoverView::recheck).orElse(null));
        return kept;
    }

    static Map<String, Object> recheck(Cover.Recheck check) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", check.id().toString());
        shown.put("at", check.at().toString());
        shown.put("listRevision", check.listRevision());
        shown.put("numbers", check.numbers());
        shown.put("opposed", check.opposed());
        shown.put("newlyOpposed", check.newlyOpposed());
        shown.put("newlyCallable", check.newlyCallable());
        shown.put("certificate", check.certificate());
        return shown;
    }

    static Map<String, Object> change(Cover.NumberChange change) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("cursor", change.cursor());
        shown.put("at", change.at().toString());
        shown.put("change", kind(change));
        shown.put("reference", change.reference());
        shown.put("number", change.number());
        shown.put("listRevision", change.listRevision());
        return shown;
    }

    private static String kind(Cover.NumberChange change) {
        return change.opposed() ? "opposed" : "callable";
    }

    /** The delta as a table: fields are quoted where need be, and are never a formula. */
    static String table(List<Cover.NumberChange> changes) {
        StringBuilder table = new StringBuilder("cursor;at;change;reference;number\r\n");
        for (Cover.NumberChange change : changes) {
            table.append(change.cursor())
                    .append(';')
                    .append(change.at())
                    .append(';')
                    .append(kind(change))
                    .append(';');
            field(table, change.reference()).append(';');
            field(table, change.number()).append("\r\n");
        }
        return table.toString();
    }

    private static StringBuilder field(StringBuilder table, String text) {
        boolean number = text.chars().allMatch(c -> "+0123456789 ().-/\u00a0\u202f".indexOf(c) >= 0);
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 && !number;
        String safe = formula ? "'" + text : text;
        boolean quote = safe.chars().anyMatch(c -> c == ';' || c == '"' || c == '\n' || c == '\r');
        return table.append(quote ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe);
    }

    /** Where the next changes begin. */
    static long next(List<Cover.NumberChange> changes, long after) {
        return Optional.of(changes)
                .filter(some -> !some.isEmpty())
                .map(some -> some.getLast().cursor())
                .orElse(after);
    }
}
