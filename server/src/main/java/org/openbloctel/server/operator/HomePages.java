package org.openbloctel.server.operator;

import static org.openbloctel.server.web.Access.Caller.STAFF;

import java.util.EnumSet;
import java.util.Set;
import org.openbloctel.registry.company.Companies;
import org.openbloctel.registry.company.Company;
import org.openbloctel.registry.company.Invoices;
import org.openbloctel.registry.consumer.PaperRegistrations;
import org.openbloctel.registry.figures.Figure;
import org.openbloctel.server.figures.FigureGroups;
import org.openbloctel.server.web.Access;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The operator's first page: how much work waits for the staff, and the course of the last 30 days. */
@Controller
final class HomePages {
    private static final Set<Figure.Group> SHOWN =
            EnumSet.of(Figure.Group.LIST, Figure.Group.FILES, Figure.Group.SERVICE);

    /** More letters than anybody prints in a day. */
    private static final int MAX_LETTERS = 500;

    private final Companies companies;
    private final Invoices invoices;
    private final PaperRegistrations paper;
    private final OpenFiles files;
    private final FigureGroups figures;

    HomePages(Companies companies, Invoices invoices, PaperRegistrations paper, OpenFiles files, FigureGroups figures) {
        this.companies = companies;
        this.invoices = invoices;
        this.paper = paper;
        this.files = files;
        this.figures = figures;
    }

    @Access(STAFF)
    @GetMapping("/operateur")
    String home(Model model) {
        model.addAttribute("toVerify", companies.count(Company.State.TO_VERIFY));
        model.addAttribute("verified", companies.count(Company.State.VERIFIED));
        model.addAttribute("unpaid", invoices.open().size());
        model.addAttribute("waiting", files.waiting());
        model.addAttribute("held", files.held());
        model.addAttribute("stopped", files.stoppedCompanies());
        model.addAttribute("letters", paper.toPost(MAX_LETTERS).size());
        model.addAttribute("groups", figures.latest(SHOWN));
        return "operator/home";
    }
}
