package org.openbloctel.server.accounts.company;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.ApiKey;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Invoice;
import org.openbloctel.registry.accounts.company.Keys;
import org.openbloctel.registry.accounts.company.Mandate;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.accounts.company.Subscription;
import org.openbloctel.registry.authority.casefile.CaseFile;
import org.openbloctel.registry.authority.casefile.CaseState;
import org.openbloctel.registry.authority.casefile.CompanyCases;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.calls.campaign.CampaignList;
import org.openbloctel.registry.list.guard.Stop;
import org.openbloctel.registry.list.guard.Stops;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.pages.Agendas;
import org.openbloctel.server.platform.pages.Agendas.Agenda;
import org.openbloctel.server.platform.pages.Agendas.Agenda.End;
import org.openbloctel.server.platform.pages.Agendas.Agenda.Task;
import org.openbloctel.server.platform.pages.Formats;
import org.springframework.stereotype.Component;

/**
 * What the home of a company says of the days to come: files whose check ends, campaigns, plan, invoices, keys, mandates, and procedures, which
 * owners alone see. Thread-safe.
 */
@Component
final class CompanyAgenda {
    private static final String PLAN = "/pro/formule";

    private final Mandates mandates;
    private final Keys keys;
    private final CompanyCases cases;
    private final Stops stops;
    private final StoppedMandates stopped;
    private final Companies companies;
    private final Agendas agendas;
    private final InstantSource clock;
    private final Formats formats;

    CompanyAgenda(Ending ending, Agendas agendas, Formats formats, InstantSource clock) {
        this.mandates = ending.mandates();
        this.keys = ending.keys();
        this.cases = ending.cases();
        this.stops = ending.stops();
        this.stopped = new StoppedMandates(stops);
        this.companies = ending.companies();
        this.agendas = agendas;
        this.formats = formats;
        this.clock = clock;
    }

    /** The features whose things end, or wait. */
    record Ending(Mandates mandates, Keys keys, CompanyCases cases, Stops stops, Companies companies) {}

    /**
     * What the page has read already.
     *
     * @param due unpaid invoices
     * @param campaigns that run
     * @param plan null without one
     */
    record Read(
            List<Invoice> due,
            Submission.Coverage coverage,
            List<CampaignList.Line> campaigns,
            @Nullable Subscription plan) {
        Read {
            due = List.copyOf(due);
            campaigns = List.copyOf(campaigns);
        }
    }

    Agenda of(SignedIn.Member who, Read read) {
        UUID company = who.company();
        List<Mandate> all = mandates.of(company);
        List<CaseFile> open = who.role() == SignedIn.Role.OWNER
                ? cases.of(company).stream()
                        .filter(one -> one.state().takesObservations())
                        .toList()
                : List.of();
        List<End> ends = new ArrayList<>();
        addFiles(ends, read.coverage());
        read.campaigns()
                .forEach(line -> ends.add(end(
                        line.campaign().endsOn(),
                        "company.agenda.campaign",
                        line.campaign().name(),
                        "/pro/campagnes/" + line.campaign().id())));
        Subscription plan = read.plan();
        if (plan != null && plan.endsOn() != null) {
            ends.add(new End(plan.endsOn().minusDays(1), 1, agendas.text("company.agenda.plan"), PLAN));
        }
        read.due()
                .forEach(one -> ends.add(
                        end(one.dueOn(), "company.agenda.invoice", one.number().toString(), PLAN)));
        addKeys(ends, company);
        all.stream()
                .filter(one -> one.state() == Mandate.State.IN_FORCE)
                .forEach(one ->
                        ends.add(end(one.endsOn(), "company.agenda.mandate", otherSide(one, company), "/pro/mandats")));
        open.stream()
                .filter(one -> one.answerUntil() != null)
                .forEach(one -> ends.add(end(
                        Objects.requireNonNull(one.answerUntil()),
                        "company.agenda.procedure",
                        one.reference(),
                        "/pro/procedures/" + one.id())));
        List<Task> tasks = stopped(who, all);
        tasks.addAll(tasks(read, proposals(all, company), open));
        return agendas.of(tasks, ends);
    }

    /** What no answer is given for: where an owner explains the numbers, and any other member sees for whom. */
    private List<Task> stopped(SignedIn.Member who, List<Mandate> all) {
        UUID company = who.company();
        Map<UUID, String> names = all.stream()
                .filter(one -> company.equals(one.agent()))
                .collect(Collectors.toMap(Mandate::principal, Mandate::principalName, (one, other) -> one));
        String path = who.role() == SignedIn.Role.OWNER ? "/pro/provenance" : "/pro/consommation";
        List<Task> tasks = new ArrayList<>();
        for (Stop stop : stops.of(company)) {
            UUID principal = stop.principal();
            String text = stop.whole()
                    ? agendas.text("company.agenda.stopped")
                    : agendas.text("company.agenda.stopped-for", names.computeIfAbsent(principal, this::name));
            tasks.add(new Task(text, path, false));
        }
        stopped.agents(company, all)
                .forEach(agent -> tasks.add(
                        new Task(agendas.text("company.agenda.stopped-agent", agent), "/pro/mandats", false)));
        return tasks;
    }

    private String name(UUID company) {
        return companies.get(company).name();
    }

    private static long proposals(List<Mandate> all, UUID company) {
        return all.stream()
                .filter(one -> one.state() == Mandate.State.PROPOSED
                        && !one.proposedBy().equals(company))
                .count();
    }

    private List<Task> tasks(Read read, long proposals, List<CaseFile> open) {
        LocalDate today = LegalCalendar.today(clock);
        List<Task> tasks = new ArrayList<>();
        for (CaseFile one : open) {
            if (one.state() == CaseState.OBSERVED) {
                continue;
            }
            tasks.add(new Task(
                    agendas.text("company.agenda.answer", one.reference()),
                    "/pro/procedures/" + one.id(),
                    one.answerUntil() != null && one.answerUntil().isBefore(today)));
        }
        for (Submission one : read.coverage().lapsing()) {
            String until = formats.day(one.coveredUntil().orElseThrow());
            tasks.add(new Task(
                    agendas.text("company.agenda.check", one.fileName(), until), "/pro/depots/" + one.id(), false));
        }
        for (Invoice one : read.due()) {
            tasks.add(new Task(
                    agendas.text(
                            "company.overview.invoice",
                            one.number(),
                            formats.cents(one.grossCents()),
                            formats.day(one.dueOn())),
                    PLAN,
                    one.dueOn().isBefore(today)));
        }
        if (proposals > 0) {
            tasks.add(new Task(agendas.text("company.overview.proposed", proposals), "/pro/mandats", false));
        }
        return tasks;
    }

    private void addFiles(List<End> ends, Submission.Coverage coverage) {
        Map<LocalDate, Long> files =
                coverage.ends().stream().collect(Collectors.groupingBy(day -> day, Collectors.counting()));
        files.forEach((day, count) ->
                ends.add(new End(day, count, agendas.text("company.agenda.files", count), "/pro/depots")));
    }

    private void addKeys(List<End> ends, UUID company) {
        LocalDate today = LegalCalendar.today(clock);
        for (ApiKey key : keys.of(company)) {
            if (key.expiresOn() != null && key.worksOn(today)) {
                ends.add(end(key.expiresOn(), "company.agenda.key", key.name(), "/pro/cles"));
            }
        }
    }

    private End end(LocalDate day, String text, String name, String path) {
        return new End(day, 1, agendas.text(text, name), path);
    }

    private static String otherSide(Mandate mandate, UUID company) {
        return company.equals(mandate.principal()) ? mandate.agentName() : mandate.principalName();
    }
}
