package org.openbloctel.server.callfiles.submission;

import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.Submission.Search.Order;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.pages.CsvTable;
import org.openbloctel.server.platform.pages.Formats;
import org.openbloctel.server.platform.pages.ListQuery;
import org.openbloctel.server.platform.pages.ListQuery.Asked;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** All submissions of a company: searched, filtered, sorted, page by page, or as a table to keep. */
@Controller
record ListPages(Submissions submissions, SubmissionTexts texts, Formats formats) {
    private static final int PAGE = 25;
    private static final int MAX_PAGES = 4000;
    private static final int MAX_ROWS = 10_000;

    @Access(MEMBER)
    @GetMapping("/pro/depots")
    String list(
            SignedIn.Member who,
            @ModelAttribute ListQuery query,
            @RequestParam(name = "page", defaultValue = "1") int number,
            Model model) {
        Asked<State, Order> asked = asked(query, Math.clamp(number, 1, MAX_PAGES));
        long skip = (asked.page() - 1L) * PAGE;
        List<Submission> found = submissions.browse(who.company(), search(asked), asked.order(), skip, PAGE + 1);
        model.addAttribute("submissions", found.subList(0, Math.min(PAGE, found.size())));
        model.addAttribute("asked", asked);
        model.addAttribute("states", State.values());
        model.addAttribute("orders", Order.values());
        model.addAttribute("newer", asked.page() > 1 ? asked.address("/pro/depots", asked.page() - 1) : null);
        model.addAttribute("older", found.size() > PAGE ? asked.address("/pro/depots", asked.page() + 1) : null);
        model.addAttribute("table", asked.address("/pro/depots/liste.csv", 1));
        model.addAttribute("maySubmit", maySubmit(who));
        return "submission/list";
    }

    /** The same as a table, without pages. */
    @Access(MEMBER)
    @GetMapping("/pro/depots/liste.csv")
    ResponseEntity<String> table(SignedIn.Member who, @ModelAttribute ListQuery query) {
        CsvTable table = new CsvTable();
        table.row(Arrays.stream(new String[] {
                    "file",
                    "principal",
                    "received",
                    "state",
                    "scope",
                    "rows",
                    "callable",
                    "opposed",
                    "forbidden",
                    "unchecked",
                    "covered"
                })
                .map(column -> texts.text("submission." + column))
                .toList());
        Asked<State, Order> asked = asked(query, 1);
        for (Submission one : submissions.browse(who.company(), search(asked), asked.order(), 0, MAX_ROWS)) {
            table.row(row(one));
        }
        return table.download(texts.text("submission.list.table.name"));
    }

    private List<String> row(Submission one) {
        List<String> row = new ArrayList<>(List.of(
                one.fileName(),
                texts.principal(one),
                formats.instant(one.receivedAt()),
                texts.text("submission.state." + one.state()),
                texts.text("submission.scope." + one.scope().label())));
        Submission.Counts counts = one.counts();
        for (long lines :
                new long[] {counts.rows(), counts.callable(), counts.opposed(), counts.forbidden(), counts.unchecked()
                }) {
            row.add(one.report().isPresent() ? Long.toString(lines) : "");
        }
        row.add(one.coveredUntil().map(formats::day).orElse(""));
        return row;
    }

    static boolean maySubmit(SignedIn.Member who) {
        return who.role() != SignedIn.Role.AUDITOR;
    }

    private static Asked<State, Order> asked(ListQuery query, int page) {
        return query.on(page, State.values(), Order.values(), Order.NEWEST);
    }

    private static Submission.Search search(Asked<State, Order> asked) {
        return new Submission.Search(asked.text(), asked.state());
    }
}
