package org.openbloctel.server.calls.consent;

import java.time.Instant;
import java.util.List;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.calls.consent.GivenConsent;
import org.openbloctel.server.calls.law.SectorNames;
import org.openbloctel.server.calls.law.SubjectNames;
import org.openbloctel.server.platform.pages.CsvTable;
import org.openbloctel.server.platform.pages.Formats;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The consents of a company as a table to keep, in the words of their page. Thread-safe. */
@Component
record ConsentTable(MessageSource texts, Formats formats, SectorNames sectors, SubjectNames subjects) {
    /** A table with its titles. */
    CsvTable begin() {
        CsvTable table = new CsvTable();
        table.row(List.of(
                say("consent.company.reference"),
                say("consent.company.goods"),
                say("consent.sectors"),
                say("consent.company.principal"),
                say("consent.recorder"),
                say("consent.given"),
                say("consent.until"),
                say("consent.withdrawn"),
                say("consent.company.state"),
                say("consent.proof.state")));
        return table;
    }

    /** The name of its file. */
    String name() {
        return say("consent.company.table.name");
    }

    /** The line of a consent. */
    List<String> row(GivenConsent one, Instant now) {
        String recorder = one.recordedBy();
        Instant withdrawn = one.withdrawnAt();
        String state = withdrawn != null ? "withdrawn" : one.open(now) ? "open" : "over";
        return List.of(
                one.reference(),
                one.goods(),
                about(one),
                one.principal(),
                recorder == null ? say("consent.company.direct") : recorder,
                formats.instant(one.givenAt()),
                formats.instant(one.until()),
                withdrawn == null ? "" : formats.instant(withdrawn),
                say("consent.state." + state),
                say(one.confirmed() ? "consent.state.confirmed" : "consent.state.claimed"));
    }

    private String about(GivenConsent one) {
        Subject subject = one.subject();
        if (subject != null) {
            return subjects.name(subject);
        }
        return one.sectors().isEmpty() ? say("consent.state.incomplete") : sectors.of(one.sectors());
    }

    private String say(String key, Object... arguments) {
        return texts.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }
}
