package org.openbloctel.server.authority.inspection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.authority.casefile.CaseFile;
import org.openbloctel.registry.authority.casefile.Cases;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.pages.Formats;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Prepares the entries of the heads' journal: actions in words, people and companies by their names, complaints and cases by their references.
 * What it does not know is shown as the trail has it. Thread-safe.
 */
@Component
record JournalShown(
        InspectorDesk desk,
        Cases cases,
        InspectionShown shown,
        Purposes purposes,
        Formats formats,
        MessageSource texts) {
    /** Cases whose references are looked up, the latest first; an older one is shown without. */
    private static final int MAX_CASES = 500;

    /** Details that only a program reads. */
    private static final Set<String> HIDDEN = Set.of("entry", "decision", "power");

    private static final String DID = "trail.did.";
    private static final String FACT = "inspection.fact.";

    /**
     * An entry.
     *
     * @param about the thing that it is about; empty for none
     * @param address the page of that thing; null for none
     */
    record Line(
            long seq,
            Instant at,
            String action,
            String actor,
            String about,
            @Nullable String address,
            List<String> facts) {
        Line {
            facts = List.copyOf(facts);
        }
    }

    List<Line> lines(Inspector reader, List<AuditEntry.Recorded> entries) {
        Map<UUID, String> references = cases.search(reader, null, "", MAX_CASES).stream()
                .collect(Collectors.toMap(CaseFile::id, CaseFile::reference));
        return entries.stream().map(one -> line(reader, one, references)).toList();
    }

    private Line line(Inspector reader, AuditEntry.Recorded one, Map<UUID, String> references) {
        AuditEntry entry = one.entry();
        Named about = Named.of(entry.subject());
        UUID id = about.id();
        String address = switch (about.kind()) {
            case "complaint" -> SearchForm.PATH + "/" + id;
            case "case" -> "/inspection/dossiers/" + id;
            case "signal" -> "/inspection/signaux/" + id;
            default -> null;
        };
        String text = switch (about.kind()) {
            case "complaint" -> id == null ? about.rest() : complaint(reader, id);
            case "case" -> id == null ? about.rest() : file(id, references);
            case "signal" -> text("inspection.about.signal");
            case "inspector" -> id == null ? about.rest() : shown.inspector(id);
            default -> "";
        };
        List<String> facts = entry.details().entrySet().stream()
                .filter(detail ->
                        !HIDDEN.contains(detail.getKey()) && !detail.getValue().equals("null"))
                .sorted(Map.Entry.comparingByKey())
                .map(detail -> fact(entry.action(), detail.getKey(), detail.getValue(), references))
                .toList();
        boolean linked = id != null && address != null;
        return new Line(
                one.seq(),
                one.at(),
                said(DID + entry.action(), entry.action()),
                actor(entry.actor()),
                text,
                linked ? address : null,
                facts);
    }

    private String complaint(Inspector reader, UUID id) {
        try {
            return text(
                    "inspection.about.complaint",
                    desk.row(reader, id).reference().spelled());
        } catch (RefusedException forgotten) {
            return text("inspection.about.complaint.gone");
        }
    }

    private String actor(String actor) {
        Named who = Named.of(actor);
        UUID id = who.id();
        return who.kind().equals("inspector") && id != null
                ? shown.inspector(id)
                : said("inspection.actor." + who.kind(), actor);
    }

    private String file(UUID id, Map<UUID, String> references) {
        return text("inspection.about.case", references.getOrDefault(id, ""));
    }

    private String fact(String action, String name, String value, Map<UUID, String> references) {
        String spelled = switch (name) {
            case "state" -> said("complaint.state." + value, value);
            case "reason" -> said("complaint.reason." + value, value);
            case "outcome" -> said("casefile.outcome." + value, value);
            case "rank" -> said("inspection.rank." + value, value);
            case "purpose" -> purposes.spelled(value);
            case "kind" -> said("signal.kind." + value, value);
            case "company" -> company(value);
            case "case" -> id(value).map(one -> file(one, references)).orElse(value);
            case "until" -> value.matches("\\d{4}-\\d{2}-\\d{2}") ? formats.day(LocalDate.parse(value)) : value;
            case "cents" -> value.matches("\\d{1,15}") ? formats.cents(Long.parseLong(value)) : value;
            default -> value;
        };
        String key = action.equals("complaint.agent") && name.equals("company") ? "agent" : name;
        return said(FACT + key, key + " = " + spelled, spelled);
    }

    private String company(String value) {
        return id(value)
                .map(one -> Optional.ofNullable(shown.names(List.of(one)).get(one))
                        .map(Company.Named::name)
                        .orElseGet(() -> text("inspection.unknown")))
                .orElse(value);
    }

    private String text(String key, Object... arguments) {
        return shown.text(key, arguments);
    }

    private String said(String key, String otherwise, Object... arguments) {
        String text = texts.getMessage(key, arguments, null, LocaleContextHolder.getLocale());
        return text == null ? otherwise : text;
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /**
     * A person or a thing as the trail names it.
     *
     * @param id null for one without
     */
    private record Named(String kind, String rest, @Nullable UUID id) {
        static Named of(String text) {
            int colon = text.indexOf(':');
            String kind = colon < 0 ? text : text.substring(0, colon);
            String rest = colon < 0 ? "" : text.substring(colon + 1);
            return new Named(kind, rest, JournalShown.id(rest).orElse(null));
        }
    }
}
