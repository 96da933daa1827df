package org.openbloctel.server.operator;

import static org.openbloctel.server.web.Access.Caller.STAFF;

import java.util.stream.Stream;
import org.openbloctel.registry.company.Companies;
import org.openbloctel.registry.company.Company;
import org.openbloctel.registry.company.Invoices;
import org.openbloctel.registry.consumer.PaperRegistrations;
import org.openbloctel.registry.guard.GuardDesk;
import org.openbloctel.registry.guard.Stop;
import org.openbloctel.registry.scrubbing.HeldFiles;
import org.openbloctel.registry.scrubbing.ScrubQueue;
import org.openbloctel.registry.submission.Downloads;
import org.openbloctel.registry.submission.Submissions;
import org.openbloctel.server.web.Access;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The operator's first page: what waits for somebody. */
@Controller
final class HomePages {
    /** More letters than anybody prints in a day. */
    private static final int MAX_LETTERS = 500;

    private final Companies companies;
    private final Invoices invoices;
    private final ScrubQueue queue;
    private final Submissions submissions;
    private final GuardDesk guard;
    private final PaperRegistrations paper;
    private final HeldFiles held;

    HomePages(
            Companies companies,
            Invoices invoices,
            ScrubQueue queue,
            Submissions submissions,
            GuardDesk guard,
            PaperRegistrations paper,
            HeldFiles held) {
        this.companies = companies;
        this.invoices = invoices;
        this.queue = queue;
        this.submissions = submissions;
        this.guard = guard;
        this.paper = paper;
        this.held = held;
    }

    @Access(STAFF)
    @GetMapping("/operateur")
    String home(Model model) {
        model.addAttribute("toVerify", companies.count(Company.State.TO_VERIFY));
        model.addAttribute("verified", companies.count(Company.State.VERIFIED));
        model.addAttribute("unpaid", invoices.open().size());
        model.addAttribute("waiting", queue.depth().waiting());
        model.addAttribute("held", held.depth().count());
        model.addAttribute("stopped", stopped());
        model.addAttribute("letters", paper.toPost(MAX_LETTERS).size());
        return "operator/home";
    }

    private long stopped() {
        return Stream.concat(
                        submissions.stops().stream().map(Downloads.Stop::company),
                        guard.stops().stream().map(Stop::company))
                .distinct()
                .count();
    }
}
