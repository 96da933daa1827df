package org.openbloctel.server.accounts.operator;

import static org.openbloctel.server.platform.access.Access.Caller.STAFF;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.Invoice;
import org.openbloctel.registry.callfiles.scrubbing.HeldFiles;
import org.openbloctel.registry.callfiles.scrubbing.ScrubQueue;
import org.openbloctel.registry.callfiles.submission.Downloads;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.list.guard.GuardDesk;
import org.openbloctel.registry.list.guard.Stop;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.figures.Figure;
import org.openbloctel.registry.service.helpdesk.HelpDesk;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.pages.Agendas;
import org.openbloctel.server.platform.pages.Agendas.Agenda.End;
import org.openbloctel.server.platform.pages.Agendas.Agenda.Task;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The operator's first page: what is to be done today, what ends when, how much work waits, and the course of the last 30 days. */
@Controller
record HomePages(OpenWork work, Publication list, OpenFiles files, RecentFigures figures, Agendas agendas) {
    private static final Set<Figure.Group> SHOWN =
            EnumSet.of(Figure.Group.LIST, Figure.Group.FILES, Figure.Group.SERVICE);
    private static final String QUESTIONS = "/operateur/questions";
    private static final String PAYMENTS = "/operateur/paiements";

    /** What the page counts. */
    private record Counts(
            int stopped,
            long toVerify,
            long held,
            int letters,
            List<Invoice> unpaid,
            List<HelpDesk.DueTickets> answers,
            Instant now) {
        private long questions() {
            return answers.stream().mapToLong(HelpDesk.DueTickets::tickets).sum();
        }

        private long late() {
            return OpenWork.late(answers, now);
        }
    }

    @Access(STAFF)
    @GetMapping("/operateur")
    String home(Instant now, Model model) {
        Counts counts = new Counts(
                work.stoppedErasures(),
                work.companies(Company.State.TO_VERIFY),
                files.held(),
                work.letters(),
                work.unpaid(),
                work.answers(),
                now);
        model.addAttribute("agenda", agendas.of(tasks(counts), ends(counts)));
        model.addAttribute("questions", counts.questions());
        model.addAttribute("late", counts.late());
        model.addAttribute("toVerify", counts.toVerify());
        model.addAttribute("verified", work.companies(Company.State.VERIFIED));
        model.addAttribute("unpaid", counts.unpaid().size());
        model.addAttribute("waiting", files.waiting());
        model.addAttribute("held", counts.held());
        model.addAttribute("stopped", files.stoppedCompanies());
        model.addAttribute("letters", counts.letters());
        model.addAttribute("listed", list.status().numbers());
        model.addAttribute("groups", figures.latest(SHOWN));
        return "operator/home";
    }

    private List<Task> tasks(Counts counts) {
        List<Task> tasks = new ArrayList<>();
        add(tasks, "operator.agenda.stopped", counts.stopped(), "/operateur/conservation", false);
        add(tasks, "operator.agenda.late", counts.late(), QUESTIONS, true);
        add(tasks, "operator.agenda.questions", counts.questions() - counts.late(), QUESTIONS, false);
        add(tasks, "operator.agenda.held", counts.held(), "/operateur/depots#held", false);
        add(tasks, "operator.agenda.verify", counts.toVerify(), "/operateur/comptes", false);
        long overdue = OpenWork.overdue(counts.unpaid(), LegalCalendar.dayOf(counts.now()));
        add(tasks, "operator.agenda.unpaid", overdue, PAYMENTS, true);
        add(tasks, "operator.agenda.letters", counts.letters(), "/operateur/courriers", false);
        return tasks;
    }

    private void add(List<Task> tasks, String key, long count, String path, boolean late) {
        if (count > 0) {
            tasks.add(new Task(agendas.text(key, count), path, late));
        }
    }

    private List<End> ends(Counts counts) {
        List<End> ends = new ArrayList<>();
        for (HelpDesk.DueTickets due : counts.answers()) {
            if (!due.isLate(counts.now())) {
                LocalDate day = LegalCalendar.dayOf(due.at().minusSeconds(1));
                String text = agendas.text("operator.agenda.answers", due.tickets());
                ends.add(new End(day, due.tickets(), text, QUESTIONS));
            }
        }
        Map<LocalDate, Long> invoices =
                counts.unpaid().stream().collect(Collectors.groupingBy(Invoice::dueOn, Collectors.counting()));
        invoices.forEach((day, count) ->
                ends.add(new End(day, count, agendas.text("operator.agenda.invoices", count), PAYMENTS)));
        return ends;
    }

    /** Counts of the call files of all companies that are not done: waiting, held, or not to be downloaded. Thread-safe. */
    @Component
    static final class OpenFiles {
        private final ScrubQueue queue;
        private final HeldFiles held;
        private final Submissions submissions;
        private final GuardDesk guard;

        OpenFiles(ScrubQueue queue, HeldFiles held, Submissions submissions, GuardDesk guard) {
            this.queue = queue;
            this.held = held;
            this.submissions = submissions;
            this.guard = guard;
        }

        long waiting() {
            return queue.depth().waiting();
        }

        long held() {
            return held.depth().count();
        }

        /** Companies stopped by the alarm of downloads, by the guard, or by both: each counts once. */
        long stoppedCompanies() {
            return Stream.concat(
                            submissions.stops().stream().map(Downloads.Stop::company),
                            guard.stops().stream().map(Stop::company))
                    .distinct()
                    .count();
        }
    }
}
