package org.openbloctel.server.authority.inspection;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.accounts.company.CompanyNumber;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.ComplaintQuery;
import org.openbloctel.registry.authority.complaint.ComplaintState;
import org.openbloctel.registry.authority.complaint.Departement;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.authority.complaint.Subject;
import org.openbloctel.registry.authority.inspection.InspectorAccount;
import org.openbloctel.registry.authority.inspection.Inspectors;
import org.openbloctel.server.platform.pages.Formats;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Prepares complaints for the inspectors' pages: rows with names, and the choices of fields. Thread-safe. */
@Component
record InspectionShown(
        InspectorDesk desk, CompanyDirectory companies, Inspectors inspectors, Formats formats, MessageSource texts) {
    private static final int MAX_COMPANIES = 20;
    private static final int SIREN_DIGITS = 9;
    private static final Pattern SIREN = Pattern.compile("\\d{9}(\\d{5})?");

    /**
     * A complaint in a list.
     *
     * @param brief the subject without its examples, for a narrow column
     * @param caller the calling number; null for none
     * @param company null before one is known
     */
    record Line(
            ComplaintQuery.Row row,
            String subject,
            String brief,
            @Nullable String caller,
            Company.@Nullable Named company) {}

    List<Line> lines(List<ComplaintQuery.Row> rows) {
        Map<UUID, Company.Named> names =
                names(rows.stream().map(ComplaintQuery.Row::company).toList());
        return rows.stream()
                .map(row -> new Line(
                        row,
                        subject(row.subject()),
                        subject(row.subject()).split("[\\s\u00a0\u202f]*:", 2)[0],
                        spelled(row.caller()),
                        row.company() == null ? null : names.get(row.company())))
                .toList();
    }

    /** Verified companies by SIREN or SIRET, or by a part of the name: ids, and the names with the SIREN. */
    Map<String, String> companies(String typed) {
        String text = typed.strip();
        String digits = CompanyNumber.digits(text);
        List<Company.Named> found = text.isEmpty()
                ? List.of()
                : SIREN.matcher(digits).matches()
                        ? companies.verified(digits.substring(0, SIREN_DIGITS)).stream()
                                .toList()
                        : companies.search(text, MAX_COMPANIES);
        Map<String, String> options = new LinkedHashMap<>();
        found.forEach(one -> options.put(one.id().toString(), one.name() + " (" + one.siren() + ")"));
        return options;
    }

    /** Companies by id, without those that are gone. */
    Map<UUID, Company.Named> names(Collection<? extends @Nullable UUID> ids) {
        Set<UUID> known = ids.stream().filter(Objects::nonNull).collect(Collectors.toSet());
        return companies.find(known, Set.of()).stream().collect(Collectors.toMap(Company.Named::id, one -> one));
    }

    /** Another reader of a complaint, and the time. */
    String reader(InspectorDesk.Reading other) {
        return text("inspection.reader", inspector(other.inspector()), formats.instant(other.at()));
    }

    /** The name of an inspector. */
    String inspector(UUID id) {
        return inspectors.find(id).map(InspectorAccount::name).orElseGet(() -> text("inspection.reader.former"));
    }

    static @Nullable String spelled(@Nullable CallingNumber caller) {
        return caller == null ? null : caller.spelled();
    }

    /** The handle of a calling number, used in addresses. */
    String handle(CallingNumber caller) {
        return desk.handle(caller).toString();
    }

    String subject(Subject subject) {
        return text("complaint.subject." + subject.code());
    }

    Map<String, String> states() {
        Map<String, String> states = all();
        Arrays.stream(ComplaintState.values())
                .forEach(one -> states.put(one.name(), text("complaint.state." + one.name())));
        return states;
    }

    Map<String, String> subjects() {
        Map<String, String> subjects = all();
        Arrays.stream(Subject.values()).forEach(one -> subjects.put(one.code(), subject(one)));
        return subjects;
    }

    Map<String, String> departements() {
        Map<String, String> departements = all();
        Departement.all().forEach(one -> departements.put(one.code(), one.code() + " " + one.name()));
        return departements;
    }

    private Map<String, String> all() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("", text("inspection.search.any"));
        return options;
    }

    String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }
}
