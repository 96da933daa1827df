package org.openbloctel.registry.authority.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.accounts.consumer.NumberHistory;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.authority.complaint.Complaint;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.calls.call.CallSearch;
import org.openbloctel.registry.calls.consent.GivenConsents;
import org.openbloctel.registry.list.publication.ListedRows;
import org.openbloctel.registry.list.trace.TraceSearch;
import org.openbloctel.registry.list.trace.TracedCheck;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.InspectionRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * Joins the evidence about a complaint. The opening is in the audit trail before anything is read, so that evidence that fails half-way was
 * opened all the same. Thread-safe. A fault of one source is a fault of the whole: half of the evidence would accuse or clear by chance.
 */
public final class Evidence {
    /** Characters of a purpose. */
    public static final int MAX_PURPOSE = 200;

    /** A look-up is written some seconds after its answer, and has the time at which it is written. */
    private static final Duration WRITTEN = Duration.ofMinutes(1);

    private final InspectorDesk desk;
    private final LawBook law;
    private final TraceSearch traces;
    private final CallSearch calls;
    private final GivenConsents consents;
    private final NumberHistory registrations;
    private final ListedRows list;
    private final CompanyDirectory companies;

    /** Over this database. */
    public Evidence(Database database, MasterKeys keys, LawBook law, InspectorDesk desk, TraceSearch traces) {
        this.desk = desk;
        this.law = law;
        this.traces = traces;
        this.calls = new CallSearch(database, keys);
        this.consents = new GivenConsents(database, keys);
        this.registrations = new NumberHistory(database);
        this.list = new ListedRows(database);
        this.companies = new CompanyDirectory(database);
    }

    /**
     * The evidence about the calls of a complaint and of the others about the same call, up to the latest call to its number.
     *
     * @param purpose why it is opened, in the inspector's words
     * @throws RefusedException when there is no purpose or a long one, or the number was forgotten
     */
    public Findings of(Inspector inspector, UUID complaint, String purpose) {
        if (purpose.isBlank() || purpose.length() > MAX_PURPOSE) {
            throw new RefusedException(new InspectionRefusal.NoPurpose(MAX_PURPOSE));
        }
        Complaint.Opened read = desk.read(inspector, complaint, purpose);
        Complaint opened = read.complaint();
        PhoneNumber number = opened.number();
        if (number == null) {
            throw new RefusedException(new InspectionRefusal.NumberForgotten());
        }
        InspectorDesk.Complained about = desk.evidenceOpened(inspector, complaint, purpose);
        List<Instant> complained = about.calls();
        boolean proved = registrations.isProvedBy(number, about.consumers(), complained.getFirst());
        List<CallSearch.Reported> reported = calls.calls(number.e164());
        Instant last = reported.stream().map(CallSearch.Reported::at).reduce(complained.getLast(), Evidence::later);
        TraceSearch.Found found = traces.of(number.e164(), last.plus(WRITTEN));
        List<TracedCheck.Answered> checks = found.checks();
        Optional<UUID> attributed = Optional.ofNullable(read.company());
        List<Findings.Caller> callers = callers(complained.getLast(), attributed.orElse(null), reported, found);
        List<CallSearch.ReportedRefusal> refusals = calls.refusals(number.e164());
        return new Findings(
                opened,
                proved,
                days(complained, number, proved),
                checks,
                found.missing(),
                consents.of(number.e164()),
                reported,
                refusals.stream().map(refused -> refusal(refused, reported)).toList(),
                callers,
                names(checks, reported, refusals, attributed));
    }

    /** The list and the law on the day of each call. A complaint about any number would otherwise tell whether it is registered, and since when. */
    private List<Findings.CallDay> days(List<Instant> complained, PhoneNumber number, boolean proved) {
        List<NumberHistory.Span> spans = proved ? registrations.of(number) : List.of();
        Optional<Instant> since = proved ? list.since(number.e164()) : Optional.empty();
        return complained.stream()
                .map(at -> new Findings.CallDay(at, listed(at, spans, since), law.regimeOn(LegalCalendar.dayOf(at))))
                .toList();
    }

    private static Findings.@Nullable Listed listed(
            Instant at, List<NumberHistory.Span> spans, Optional<Instant> since) {
        Optional<Findings.Listed> registered = spans.stream()
                .filter(span -> span.covers(at))
                .findFirst()
                .map(span -> new Findings.Listed(span.registeredAt(), span.effectiveOn()));
        return registered
                .or(() -> since.filter(from -> !at.isBefore(from)).map(from -> new Findings.Listed(from, null)))
                .orElse(null);
    }

    /** The companies that called, by their reports or by attribution, each with its latest check before its latest call. */
    private List<Findings.Caller> callers(
            Instant lastComplained,
            @Nullable UUID attributed,
            List<CallSearch.Reported> reported,
            TraceSearch.Found found) {
        Map<UUID, Instant> lastCalls = new HashMap<>();
        reported.forEach(call -> lastCalls.merge(call.principal(), call.at(), Evidence::later));
        if (attributed != null) {
            lastCalls.merge(attributed, lastComplained, Evidence::later);
        }
        Set<UUID> askers = traces.askers(lastCalls.keySet());
        List<Findings.Caller> callers = new ArrayList<>();
        lastCalls.forEach((company, at) -> {
            List<TracedCheck.Answered> checks = found.checks().stream()
                    .filter(one -> one.check().principal().equals(company))
                    .toList();
            Optional<TracedCheck.Answered> check = checks.stream()
                    .filter(one -> one.check().lastAt().isBefore(at))
                    .max(Comparator.comparing(one -> one.check().lastAt()));
            Findings.Conduct conduct = Findings.Conduct.of(at, check, askers.contains(company));
            boolean open = checks.stream()
                    .filter(one -> begin(one.check()).isBefore(at))
                    .filter(one -> check.isEmpty()
                            || !one.check().lastAt().isBefore(begin(check.get().check())))
                    .anyMatch(one -> Findings.Conduct.of(at, Optional.of(one), true) != conduct);
            callers.add(new Findings.Caller(
                    company,
                    at,
                    check.orElse(null),
                    open || (check.isEmpty() && found.missing() > 0) ? Findings.Conduct.CANNOT_TELL : conduct,
                    company.equals(attributed)));
        });
        callers.sort(Comparator.comparing(Findings.Caller::lastCall));
        return callers;
    }

    /** Look-ups of an hour are one check: that of this number was at any time between this and the last. */
    private static Instant begin(TracedCheck check) {
        return check.kind() == TracedCheck.Kind.LOOKUP ? check.at().minus(WRITTEN) : check.at();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Findings.Refusal refusal(CallSearch.ReportedRefusal refused, List<CallSearch.Reported> reported) {
        List<Instant> after = reported.stream()
                .filter(call -> call.principal().equals(refused.principal())
                        && call.at().isAfter(refused.at()))
                .map(CallSearch.Reported::at)
                .toList();
        return new Findings.Refusal(refused.principal(), refused.at(), after);
    }

    private Map<UUID, Company.Named> names(
            List<TracedCheck.Answered> checks,
            List<CallSearch.Reported> reported,
            Collection<CallSearch.ReportedRefusal> refusals,
            Optional<UUID> attributed) {
        Set<UUID> ids = new LinkedHashSet<>();
        checks.forEach(
                one -> ids.addAll(List.of(one.check().company(), one.check().principal())));
        reported.forEach(call -> ids.add(call.principal()));
        refusals.forEach(refused -> ids.add(refused.principal()));
        Stream<UUID> all = Stream.concat(ids.stream(), attributed.stream()).distinct();
        Map<UUID, Company.Named> names = new HashMap<>();
        companies.find(all.toList(), List.of()).forEach(one -> names.put(one.id(), one));
        return names;
    }
}
