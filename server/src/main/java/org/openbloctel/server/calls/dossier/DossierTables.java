package org.openbloctel.server.calls.dossier;

import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Mandate;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.calls.call.CallFigures;
import org.openbloctel.registry.calls.call.CallReport.Outcome;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.consent.CompanyConsents;
import org.openbloctel.server.calls.law.SubjectNames;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.pages.CsvTable;
import org.springframework.stereotype.Component;

/** The tables of a dossier, in the reader's language; none holds a phone number. Thread-safe. */
@Component
record DossierTables(FormRefusals texts, SubjectNames subjects) {
    String certificates(List<Submission> submissions, Map<UUID, String> names) {
        CsvTable table = titled(
                "submission",
                "file",
                "principal",
                "checked",
                "scope",
                "rows",
                "callable",
                "opposed",
                "forbidden",
                "unchecked",
                "revision",
                "certificate",
                "digest");
        for (Submission one : submissions) {
            Submission.Counts counts = one.counts();
            table.row(List.of(
                    one.id().toString(),
                    one.fileName(),
                    names.getOrDefault(one.principal(), ""),
                    one.settledAt().map(Instant::toString).orElse(""),
                    texts.done("dossier.scope." + one.scope().label()),
                    Long.toString(counts.rows()),
                    Long.toString(counts.callable()),
                    Long.toString(counts.opposed()),
                    Long.toString(counts.forbidden()),
                    Long.toString(counts.unchecked()),
                    counts.listRevision().isPresent()
                            ? Long.toString(counts.listRevision().getAsLong())
                            : "",
                    one.certificate().orElse(""),
                    one.sha256()));
        }
        return table.toString();
    }

    String campaigns(List<Campaign> campaigns, Map<UUID, String> names) {
        CsvTable table = titled(
                "campaign",
                "name",
                "principal",
                "declared-by",
                "sector",
                "starts",
                "ends",
                "ground",
                "evidence",
                "declared");
        for (Campaign one : campaigns) {
            table.row(List.of(
                    one.id().toString(),
                    one.name(),
                    names.getOrDefault(one.principal(), ""),
                    names.getOrDefault(one.declaredBy(), ""),
                    subjects.of(one.sector(), one.subject(), one.goods()),
                    one.startsOn().toString(),
                    one.endsOn().toString(),
                    one.ground() == null
                            ? ""
                            : texts.done("campaign.ground." + one.ground().code()),
                    one.evidence() == null ? "" : one.evidence(),
                    one.declaredAt().toString()));
        }
        return table.toString();
    }

    String mandates(List<Mandate> mandates) {
        CsvTable table = titled("principal", "agent", "starts", "ends", "state");
        for (Mandate one : mandates) {
            table.row(List.of(
                    one.principalName(),
                    one.agentName(),
                    one.startsOn().toString(),
                    one.endsOn().toString(),
                    texts.done("company.mandates.state." + one.state())));
        }
        return table.toString();
    }

    String consents(DossierPeriod period, List<CompanyConsents.Month> months) {
        Map<YearMonth, CompanyConsents.Month> byMonth = new HashMap<>();
        months.forEach(month -> byMonth.put(month.month(), month));
        CsvTable table = titled("month", "given", "recorded", "withdrawn");
        for (YearMonth month : period.months()) {
            CompanyConsents.Month one = byMonth.getOrDefault(month, new CompanyConsents.Month(month, 0, 0, 0));
            table.row(List.of(
                    month.toString(),
                    Long.toString(one.given()),
                    Long.toString(one.recorded()),
                    Long.toString(one.withdrawn())));
        }
        return table.toString();
    }

    String refusals(DossierPeriod period, Map<YearMonth, Long> refusals) {
        CsvTable table = titled("month", "refusals");
        for (YearMonth month : period.months()) {
            table.row(List.of(month.toString(), Long.toString(refusals.getOrDefault(month, 0L))));
        }
        return table.toString();
    }

    /** By day and outcome; the days that are still kept. */
    String calls(DossierPeriod period, List<CallFigures.Count> counts) {
        CsvTable table = titled("day", "outcome", "calls");
        for (CallFigures.Count count : counts) {
            if (period.includes(count.day())) {
                table.row(List.of(count.day().toString(), outcome(count.outcome()), Long.toString(count.calls())));
            }
        }
        return table.toString();
    }

    private String outcome(@Nullable Outcome outcome) {
        return texts.done(outcome == null ? "call.outcome.unsaid" : "call.outcome." + outcome.code());
    }

    private CsvTable titled(String... columns) {
        return new CsvTable()
                .row(Stream.of(columns)
                        .map(column -> texts.done("dossier.column." + column))
                        .toList());
    }
}
