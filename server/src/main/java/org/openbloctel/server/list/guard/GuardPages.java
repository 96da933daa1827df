package org.openbloctel.server.list.guard;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.STAFF;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.consumer.ActSigns;
import org.openbloctel.registry.accounts.consumer.CodeBudget;
import org.openbloctel.registry.accounts.operator.Decision;
import org.openbloctel.registry.accounts.operator.FourEyes;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.callfiles.scrubbing.HeldFiles;
import org.openbloctel.registry.list.guard.Budget;
import org.openbloctel.registry.list.guard.Budgets;
import org.openbloctel.registry.list.guard.Guard;
import org.openbloctel.registry.list.guard.GuardDesk;
import org.openbloctel.registry.list.guard.OwnPast;
import org.openbloctel.registry.list.guard.Stop;
import org.openbloctel.registry.list.guard.StopProvenances;
import org.openbloctel.registry.list.guard.Stops;
import org.openbloctel.registry.list.guard.Watched;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What companies asked for and learnt, who is stopped and why; stops are lifted here, and budgets raised. And who registers and withdraws the
 * same numbers.
 */
@Controller
record GuardPages(
        Guard guard,
        GuardDesk desk,
        Stops stops,
        HeldFiles held,
        Companies companies,
        FourEyes fourEyes,
        GuardConfiguration.GuardProperties given,
        StopProvenances provenances,
        ActSigns acts,
        CodeBudget codes,
        CaseReadings readings,
        FormRefusals texts) {
    private static final String PATH = "/operateur/garde";
    private static final int MAX = 100;
    private static final int MAX_TEXT = 200;
    /** More than any country has. */
    private static final long MAX_BUDGET = 1_000_000_000;

    @Access(STAFF)
    @GetMapping(PATH)
    String all(Model model) {
        model.addAttribute("stops", desk.stops().stream().map(this::shown).toList());
        model.addAttribute("held", held.depth().count());
        List<Watched> watched = desk.watched(MAX);
        model.addAttribute("watched", shown(watched));
        model.addAttribute(
                "notes",
                desk.notes(MAX).stream()
                        .map(note -> new NoteShown(note, name(note.company())))
                        .toList());
        model.addAttribute("acts", acts.latest(MAX));
        model.addAttribute("codes", codes.now());
        model.addAttribute("readings", readings.latest());
        return "guard/all";
    }

    @Access(STAFF)
    @GetMapping(PATH + "/{company}")
    String one(
            @PathVariable UUID company,
            @ModelAttribute("lift") LiftForm lift,
            @ModelAttribute("raise") RaiseForm raise,
            Model model) {
        return page(company, model);
    }

    /**
     * Lifts the stop for one principal, or all stops of a company that hold. The first step of the ladder takes one person; the others take
     * two, each with a reason, once the company has shown where its numbers come from. The files that are held with the company go on: those
     * that showed the signs as released ones, the others like any file.
     */
    @Access(value = STAFF, stepUp = true)
    @PostMapping(PATH + "/{company}/lever")
    String lift(
            SignedIn.Staff who,
            @PathVariable UUID company,
            @RequestParam Map<String, String> fields,
            @SentForm.Named("lift") SentForm<LiftForm> sent,
            @ModelAttribute("raise") RaiseForm raise,
            NextPage next) {
        boolean done;
        try {
            String why = text("why", sent.form().why());
            guard.exchange(); // what this server counted until now is no sign after the lift
            String chosen = sent.form().principal();
            done = lift(company, chosen, fields.getOrDefault(digest(chosen), ""), who, why);
            if (done) {
                guard.exchange();
                held.retry();
            }
        } catch (RefusedException refused) {
            throwIfChanged(refused);
            sent.refuse(refused, "why");
            return page(company, sent.model());
        }
        next.done(done ? "guard.lifted" : "operator.four-eyes.asked", name(company));
        return "redirect:" + PATH + (done ? "" : "/" + company);
    }

    /** About the page, and no field of it. */
    private static void throwIfChanged(RefusedException refused) {
        if (refused.refusal() instanceof AccessRefusal.DecisionChanged) {
            throw refused;
        }
    }

    /** The form has a digest for each choice of a principal. */
    private static String digest(String chosen) {
        return "digest" + chosen;
    }

    private boolean lift(UUID company, String chosen, String digest, SignedIn.Staff who, String why) {
        List<Stop> seen = chosen(company, chosen);
        if (seen.isEmpty() && !chosen.isEmpty()) {
            throw new RefusedException(new RequestRefusal.UnreadableField("principal"));
        }
        Runnable then = () -> {
            desk.lift(seen, who.actor(), why);
            seen.forEach(stop -> held.releaseOf(company, stop.whole() ? null : stop.principal(), why, who.actor()));
        };
        FourEyes.Matter matter = lifting(company, chosen);
        List<Stop> explained = seen.stream().filter(StopProvenances::needed).toList();
        if (explained.isEmpty()) {
            fourEyes.decide(Decision.Kind.GUARD, matter.subject(), then);
            return true;
        }
        explained.forEach(provenances::require);
        return fourEyes.agree(matter, digest, why, who.id(), then);
    }

    /** The stops that a choice of the form is about: the one for a principal, or all that hold. */
    private List<Stop> chosen(UUID company, String principal) {
        return stops.of(company).stream()
                .filter(stop -> principal.isEmpty()
                        || (!stop.whole() && stop.principal().toString().equals(principal)))
                .sorted(Comparator.comparing(Stop::id))
                .toList();
    }

    /** That stops are lifted: the company, the stops, and what its owners said of them. */
    private FourEyes.Matter lifting(UUID company, String principal) {
        List<UUID> ids = chosen(company, principal).stream().map(Stop::id).toList();
        UUID subject = principal.isEmpty() || ids.isEmpty() ? company : ids.getFirst();
        return new FourEyes.Matter(
                Decision.Kind.GUARD,
                subject,
                () -> Companies.shown(companies.locked(company))
                        .with("stops", chosen(company, principal).toArray())
                        .with(
                                "provenance",
                                provenances.of(company).stream()
                                        .filter(one -> ids.contains(one.stop()))
                                        .toArray()));
    }

    /** That a budget is raised: the company, its budget, and the stops that hold. */
    private FourEyes.Matter raising(UUID company) {
        return new FourEyes.Matter(
                Decision.Kind.BUDGET,
                company,
                () -> Companies.shown(companies.locked(company))
                        .with("budget", desk.standing(company).budget())
                        .with("stops", chosen(company, "").toArray()));
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping(PATH + "/{company}/budget")
    String raise(
            SignedIn.Staff who,
            @PathVariable UUID company,
            @RequestParam(defaultValue = "") String digest,
            @SentForm.Named("raise") SentForm<RaiseForm> sent,
            @ModelAttribute("lift") LiftForm lift,
            NextPage next) {
        RaiseForm form = sent.form();
        boolean done = true;
        try {
            BudgetTerms terms = new BudgetTerms(
                    number("year", form.year()), number("perDay", form.perDay()), day("until", form.until()));
            String papers = text("papers", form.papers());
            if (given.isForOne(terms.budget()) && !isStoppedForLong(company)) {
                desk.raise(company, terms.budget(), terms.until(), papers, who.actor());
            } else {
                done = fourEyes.propose(
                        raising(company), digest, papers, terms.written(), who.id(), decision -> raise(decision, who));
            }
        } catch (RefusedException refused) {
            throwIfChanged(refused);
            sent.refuse(refused, "year");
            return page(company, sent.model());
        }
        return raised(company, done, next);
    }

    /** Raises a budget to the figures that another person proposed. */
    @Access(value = STAFF, stepUp = true)
    @PostMapping(PATH + "/{company}/budget/confirmer")
    String confirmRaise(
            SignedIn.Staff who,
            @PathVariable UUID company,
            @RequestParam(defaultValue = "") String digest,
            NextPage next) {
        return raised(
                company, fourEyes.confirm(raising(company), digest, who.id(), decision -> raise(decision, who)), next);
    }

    @Access(STAFF)
    @PostMapping(PATH + "/{company}/budget/retirer")
    String dropRaise(SignedIn.Staff who, @PathVariable UUID company, NextPage next) {
        fourEyes.stop(Decision.Kind.BUDGET, company, who.actor());
        next.done("guard.raise.dropped");
        return "redirect:" + PATH + "/" + company;
    }

    private void raise(Decision decision, SignedIn.Staff who) {
        BudgetTerms terms = BudgetTerms.read(decision.details());
        desk.raise(decision.subject(), terms.budget(), terms.until(), decision.evidence(), who.actor());
    }

    private String raised(UUID company, boolean done, NextPage next) {
        if (done) {
            held.retry();
        }
        next.done(done ? "guard.raised" : "operator.four-eyes.asked", name(company));
        return "redirect:" + PATH + "/" + company;
    }

    private boolean isStoppedForLong(UUID company) {
        return stops.of(company).stream().anyMatch(stop -> stop.step().takesTwo());
    }

    private String page(UUID company, Model model) {
        model.addAttribute("company", companies.get(company));
        model.addAttribute("one", shown(List.of(desk.watched(company))).getFirst());
        model.addAttribute("notes", desk.notes(company, MAX));
        model.addAttribute("provenances", provenances.of(company));
        List<Stop> holding = stops.of(company);
        model.addAttribute(
                "stops", desk.stops(company).stream().map(this::shown).toList());
        model.addAttribute("stopped", !holding.isEmpty());
        Map<String, String> clients = new LinkedHashMap<>(Map.of("", texts.done("guard.lift.all")));
        holding.stream()
                .filter(stop -> !stop.whole())
                .forEach(stop -> clients.put(stop.principal().toString(), name(stop.principal())));
        model.addAttribute("clients", clients);
        model.addAttribute("needed", holding.stream().anyMatch(StopProvenances::needed));
        model.addAttribute("standing", desk.standing(company));
        model.addAttribute(
                "principals",
                desk.standings(company, MAX).entrySet().stream()
                        .filter(one -> !one.getKey().equals(company))
                        .map(one -> new PrincipalShown(
                                one.getKey(),
                                name(one.getKey()),
                                one.getValue(),
                                holding.stream()
                                        .anyMatch(stop ->
                                                stop.whole() || stop.principal().equals(one.getKey()))))
                        .toList());
        Map<String, FourEyes.Standing> lifts = new LinkedHashMap<>();
        clients.keySet().forEach(chosen -> lifts.put(digest(chosen), fourEyes.standing(lifting(company, chosen))));
        model.addAttribute("lifts", lifts);
        FourEyes.Standing decision = fourEyes.standing(raising(company));
        model.addAttribute("decision", decision);
        Decision raise = decision.asked();
        model.addAttribute("raising", raise);
        model.addAttribute("terms", raise == null ? null : BudgetTerms.read(raise.details()));
        model.addAttribute("aloneYear", given.aloneYear());
        model.addAttribute("aloneDay", given.aloneDay());
        model.addAttribute("twoPeople", fourEyes.required());
        return "guard/one";
    }

    private List<WatchedShown> shown(List<Watched> watched) {
        List<UUID> asked = watched.stream().map(Watched::company).toList();
        Map<UUID, Integer> canaries = desk.canaries(asked);
        Map<UUID, OwnPast> pasts = desk.pasts(asked);
        return watched.stream()
                .map(one -> new WatchedShown(
                        one,
                        name(one.company()),
                        canaries.getOrDefault(one.company(), 0),
                        Optional.ofNullable(pasts.get(one.company()))))
                .toList();
    }

    private String name(UUID company) {
        return companies.get(company).name();
    }

    static String text(String field, String typed) {
        String text = typed.strip();
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            throw new RefusedException(new RequestRefusal.UnreadableField(field));
        }
        return text;
    }

    static long number(String field, String typed) {
        try {
            long number = Long.parseLong(typed.replaceAll("[\\s\\u00a0\\u202f]", ""));
            if (number > 0 && number <= MAX_BUDGET) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new RefusedException(new RequestRefusal.UnreadableField(field));
        }
        throw new RefusedException(new RequestRefusal.UnreadableField(field));
    }

    static LocalDate day(String field, String typed) {
        try {
            return LegalCalendar.read(typed.strip());
        } catch (DateTimeException e) {
            throw new RefusedException(new RequestRefusal.UnreadableField(field));
        }
    }

    private StopShown shown(Stop stop) {
        return new StopShown(stop, name(stop.company()), stop.isForClient() ? name(stop.principal()) : null);
    }

    /**
     * A company that is stopped.
     *
     * @param principal for whom it asked, if that was another company
     */
    record StopShown(Stop stop, String company, @Nullable String principal) {}

    /** A principal that a company asked for within the week, and whether it is stopped for it. */
    record PrincipalShown(UUID id, String name, Budgets.Standing standing, boolean stopped) {}

    /** A company with a weak sign. */
    record NoteShown(GuardDesk.Note note, String company) {}

    /**
     * Why a stop is lifted, as typed.
     *
     * @param principal for whom the company may ask again; blank for all
     */
    record LiftForm(String why, String principal) implements KeptForm {
        LiftForm {
            why = requireNonNullElse(why, "");
            principal = requireNonNullElse(principal, "");
        }
    }

    /** A higher budget, as typed. */
    record RaiseForm(String year, String perDay, String until, String papers) implements KeptForm {
        RaiseForm {
            year = requireNonNullElse(year, "");
            perDay = requireNonNullElse(perDay, "");
            until = requireNonNullElse(until, "");
            papers = requireNonNullElse(papers, "");
        }
    }

    /** The figures of a budget that is decided on, as they wait for the second person. */
    record BudgetTerms(long year, long day, LocalDate until) {
        String written() {
            return year + " " + day + " " + until;
        }

        static BudgetTerms read(String written) {
            List<String> words = List.of(written.split(" "));
            return new BudgetTerms(
                    Long.parseLong(words.get(0)), Long.parseLong(words.get(1)), LocalDate.parse(words.get(2)));
        }

        Budget budget() {
            return new Budget(year, day);
        }
    }

    /** The operator's people who opened more cases of persons in a day than the limit, the latest first. Thread-safe. */
    @Component
    record CaseReadings(AuditTrail audit, Staff staff) {
        private static final int LATEST = 20;

        List<Line> latest() {
            AuditTrail.Filter filter = new AuditTrail.Filter("", "person-case.readings-over", "");
            return audit.find(filter, Long.MAX_VALUE, LATEST).stream()
                    .map(one -> new Line(
                            name(one.entry()),
                            one.at(),
                            Long.parseLong(one.entry().details().get("readings"))))
                    .toList();
        }

        private String name(AuditEntry entry) {
            UUID id = UUID.fromString(entry.subject().substring(entry.subject().indexOf(':') + 1));
            return staff.find(id).map(Staff.Person::name).orElse("—");
        }

        /** One day of one person. */
        record Line(String person, Instant at, long readings) {}
    }
}
