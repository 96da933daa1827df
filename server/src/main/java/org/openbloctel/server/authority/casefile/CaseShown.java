package org.openbloctel.server.authority.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Rule;
import org.openbloctel.law.RuleVersion;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.authority.casefile.Alleged;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.CaseCall;
import org.openbloctel.registry.authority.complaint.CaseComplaint;
import org.openbloctel.registry.authority.inspection.InspectorAccount;
import org.openbloctel.registry.authority.inspection.Inspectors;
import org.openbloctel.server.platform.pages.CsvTable;
import org.openbloctel.server.platform.pages.Typesetting;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Prepares cases for pages and letters: calls with masked numbers, rules by their titles, inspectors by their names. Thread-safe. */
@Component
record CaseShown(LawBook law, Inspectors inspectors, MessageSource texts) {
    /**
     * A call.
     *
     * @param at when; the beginning of the hour where {@code hourly}
     * @param number the number that was called, masked; empty once it is forgotten
     * @param caller the number that was shown; empty for none; two where complaints about the call differ
     * @param broken the rules that it broke by what a complainant said
     * @param possible those that it may have broken, which an inspection can check
     * @param hourly whether the minute is left out
     */
    record CallLine(
            Instant at,
            ZoneId zone,
            String number,
            String caller,
            String subject,
            String broken,
            String possible,
            boolean hourly) {
        boolean hasRules() {
            return !broken.isEmpty() || !possible.isEmpty();
        }
    }

    /** Calls as a table. */
    static CsvTable table(List<CallLine> calls) {
        CsvTable csv = new CsvTable().row(List.of("at", "zone", "number", "caller", "subject", "broken", "possible"));
        for (CallLine call : calls) {
            csv.row(List.of(
                    call.at.toString(),
                    call.zone.getId(),
                    call.number,
                    call.caller,
                    call.subject,
                    call.broken,
                    call.possible));
        }
        return csv;
    }

    /** What the company gets of these calls: a minute or the last digits would lead it to the person who complained. */
    List<CallLine> forCompany(List<CaseComplaint> complaints, List<String> retained) {
        return calls(complaints, retained, true);
    }

    /** The calls of complaints that broke one of these rules, each once, the earliest first. */
    List<CallLine> calls(List<CaseComplaint> complaints, List<String> retained) {
        return calls(complaints, retained, false);
    }

    private List<CallLine> calls(List<CaseComplaint> complaints, List<String> retained, boolean hourly) {
        return CaseCall.of(complaints).stream()
                .map(one -> line(one, retained, hourly))
                .filter(CallLine::hasRules)
                .sorted(Comparator.comparing(CallLine::at))
                .toList();
    }

    private CallLine line(CaseCall one, List<String> retained, boolean hourly) {
        Instant at = one.at();
        return new CallLine(
                hourly ? at.atZone(one.zone()).truncatedTo(ChronoUnit.HOURS).toInstant() : at,
                one.zone(),
                masked(one.number(), hourly),
                listed(one.callers().stream().map(CallingNumber::spelled)),
                listed(one.subjects().stream().map(subject -> say("complaint.subject." + subject.code()))),
                listed(one.broken().stream().filter(retained::contains).map(this::rule)),
                listed(one.unsure().stream().filter(retained::contains).map(this::rule)),
                hourly);
    }

    private static String listed(Stream<String> texts) {
        return texts.collect(Collectors.joining(" ; "));
    }

    private static String masked(@Nullable PhoneNumber number, boolean beginning) {
        if (number == null) {
            return "";
        }
        return beginning ? number.beginning() : number.masked();
    }

    /** The ids of all rules, for a call that broke any. */
    List<String> everyRule() {
        return law.rules().stream().map(Rule::id).toList();
    }

    /**
     * The rules that held on a day of these calls, or hold today, by their ids, to choose from; with a remark where none of the calls can have
     * broken one.
     */
    Map<String, String> rules(List<CaseComplaint> complaints, LocalDate today) {
        Set<LocalDate> days = new HashSet<>(Set.of(today));
        complaints.forEach(one -> one.calls().forEach(at -> days.add(LocalDate.ofInstant(at, one.zone()))));
        Map<String, String> all = new LinkedHashMap<>();
        law.rules().stream()
                .filter(one -> days.stream()
                        .anyMatch(
                                day -> one.on(day).filter(RuleVersion::enforced).isPresent()))
                .forEach(one -> all.put(
                        one.id(),
                        complaints.stream()
                                        .anyMatch(complaint -> complaint.rules().contains(one.id()))
                                ? rule(one.id())
                                : say("casefile.rule.without-call", rule(one.id()))));
        return all;
    }

    /** The title of a rule. */
    public String rule(String id) {
        Locale locale = LocaleContextHolder.getLocale();
        String title = law.rule(id).map(one -> one.title().in(locale)).orElse(id);
        return locale.getLanguage().equals("fr") ? Typesetting.french(title) : title;
    }

    /** The alleged rules by their titles, with a remark at those that no call of the case can have broken. */
    public List<String> rules(Alleged alleged) {
        return alleged.rules().stream().map(id -> rule(alleged, id)).toList();
    }

    /** One of them. */
    public String rule(Alleged alleged, String id) {
        return alleged.beyond().contains(id) ? say("casefile.rule.without-call", rule(id)) : rule(id);
    }

    /** The name of an inspector; a plain word for one who left, and for none. */
    public String inspector(@Nullable UUID id) {
        return id == null
                ? say("casefile.inspector.none")
                : inspectors.find(id).map(InspectorAccount::name).orElseGet(() -> say("casefile.inspector.gone"));
    }

    String say(String key, Object... arguments) {
        return Objects.requireNonNull(texts.getMessage(key, arguments, LocaleContextHolder.getLocale()));
    }
}
