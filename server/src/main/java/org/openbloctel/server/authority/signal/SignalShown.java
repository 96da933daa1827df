package org.openbloctel.server.authority.signal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.authority.complaint.ComplaintQuery;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.authority.signal.Signal;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Prepares signals for their pages: each in a sentence, with its counts and settings, and the complaints that led to it. */
@Component
final class SignalShown {
    /** Complaints on the page of a signal. */
    private static final int COMPLAINTS = 50;

    private static final String DAYS = "days";

    private final CompanyDirectory companies;
    private final InspectorDesk desk;
    private final InstantSource clock;
    private final MessageSource texts;

    SignalShown(Database database, InspectorDesk desk, InstantSource clock, MessageSource texts) {
        this.companies = new CompanyDirectory(database);
        this.desk = desk;
        this.clock = clock;
        this.texts = texts;
    }

    /**
     * A signal as it is shown.
     *
     * @param number the calling number; null for a signal about a company
     * @param company its name; null for a signal about a calling number
     * @param siren of the company; null for a signal about a calling number
     */
    record Shown(
            Signal signal,
            String reason,
            @Nullable String number,
            @Nullable String company,
            @Nullable String siren) {
        /** Of whom it is, for the page's title and for links. */
        public String subject() {
            return company != null ? company : Objects.requireNonNullElse(number, "");
        }
    }

    void list(List<Signal> found, Signal.Query query, Model model) {
        Map<UUID, Company.Named> names = names(found);
        model.addAttribute(
                "signals", found.stream().map(one -> shown(one, names)).toList());
        model.addAttribute("kind", query.kind() == null ? "" : query.kind().code());
        model.addAttribute("state", query.state() == null ? "" : query.state().code());
        model.addAttribute(
                "kinds", Stream.of(Signal.Kind.values()).map(Signal.Kind::code).toList());
        model.addAttribute(
                "states",
                Stream.of(Signal.State.values()).map(Signal.State::code).toList());
        model.addAttribute("narrowed", query.kind() != null || query.state() != null);
    }

    void one(Inspector inspector, Signal signal, Model model) {
        model.addAttribute("shown", shown(signal, names(List.of(signal))));
        model.addAttribute("open", signal.state().next().contains(Signal.State.DISMISSED));
        model.addAttribute("complaints", complaints(inspector, signal));
    }

    /** The complaints about the same company or calling number from the detector's first day on. */
    private List<ComplaintQuery.Row> complaints(Inspector inspector, Signal signal) {
        int days = signal.parameters().getOrDefault(DAYS, 0L).intValue();
        Instant from = LegalCalendar.daysBefore(signal.found().first(), days);
        Instant until = clock.instant().plusSeconds(1);
        ComplaintQuery query = new ComplaintQuery(null, signal.company(), signal.caller(), null, "", from, until, null);
        return desk.search(inspector, query, COMPLAINTS);
    }

    private Map<UUID, Company.Named> names(List<Signal> signals) {
        List<UUID> ids = signals.stream()
                .map(Signal::company)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return companies.find(ids, List.of()).stream()
                .collect(Collectors.toMap(Company.Named::id, Function.identity()));
    }

    private Shown shown(Signal signal, Map<UUID, Company.Named> names) {
        Map<String, Long> counts = new LinkedHashMap<>(signal.figures());
        signal.parameters().forEach((name, value) -> counts.put("set " + name, value));
        String reason = texts.getMessage(
                "signal.reason." + signal.kind().code(), counts.values().toArray(), LocaleContextHolder.getLocale());
        Company.Named company = signal.company() == null ? null : names.get(signal.company());
        return new Shown(
                signal,
                reason,
                signal.caller() == null ? null : signal.caller().spelled(),
                company == null ? null : company.name(),
                company == null ? null : company.siren());
    }
}
