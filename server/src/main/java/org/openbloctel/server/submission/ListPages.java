package org.openbloctel.server.submission;

import static org.openbloctel.server.web.Access.Caller.MEMBER;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.intake.State;
import org.openbloctel.registry.submission.Submission;
import org.openbloctel.registry.submission.Submission.Search.Order;
import org.openbloctel.registry.submission.Submissions;
import org.openbloctel.server.web.Access;
import org.openbloctel.server.web.CsvTable;
import org.openbloctel.server.web.Formats;
import org.openbloctel.server.web.SignedIn;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** All submissions of a company: searched, filtered, sorted, page by page, or as a table to keep. */
@Controller
final class ListPages {
    private static final int PAGE = 25;
    private static final int MAX_PAGES = 4000;
    private static final int MAX_ROWS = 10_000;

    private final Submissions submissions;
    private final SubmissionTexts texts;
    private final Formats formats;

    ListPages(Submissions submissions, SubmissionTexts texts, Formats formats) {
        this.submissions = submissions;
        this.texts = texts;
        this.formats = formats;
    }

    @Access(MEMBER)
    @GetMapping("/pro/depots")
    String list(
            @AuthenticationPrincipal SignedIn.Member who,
            @RequestParam(name = "texte", defaultValue = "") String text,
            @RequestParam(name = "etat", defaultValue = "") String state,
            @RequestParam(name = "tri", defaultValue = "") String order,
            @RequestParam(name = "page", defaultValue = "1") int number,
            Model model) {
        Asked asked = new Asked(text.strip(), state(state), order(order), Math.clamp(number, 1, MAX_PAGES));
        long skip = (asked.page() - 1L) * PAGE;
        List<Submission> found = submissions.browse(who.company(), asked.search(), asked.order(), skip, PAGE + 1);
        model.addAttribute("submissions", found.subList(0, Math.min(PAGE, found.size())));
        model.addAttribute("asked", asked);
        model.addAttribute("states", State.values());
        model.addAttribute("orders", Order.values());
        model.addAttribute("newer", asked.page() > 1 ? asked.address(asked.page() - 1) : null);
        model.addAttribute("older", found.size() > PAGE ? asked.address(asked.page() + 1) : null);
        model.addAttribute("table", asked.table());
        model.addAttribute("maySubmit", maySubmit(who));
        return "submission/list";
    }

    /** The same as a table, without pages. */
    @Access(MEMBER)
    @GetMapping("/pro/depots/liste.csv")
    ResponseEntity<String> table(
            @AuthenticationPrincipal SignedIn.Member who,
            @RequestParam(name = "texte", defaultValue = "") String text,
            @RequestParam(name = "etat", defaultValue = "") String state,
            @RequestParam(name = "tri", defaultValue = "") String order) {
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
        Submission.Search search = new Submission.Search(text.strip(), state(state));
        for (Submission one : submissions.browse(who.company(), search, order(order), 0, MAX_ROWS)) {
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

    private static Optional<State> state(String typed) {
        return Arrays.stream(State.values())
                .filter(one -> one.name().equals(typed))
                .findFirst();
    }

    private static Order order(String typed) {
        return Arrays.stream(Order.values())
                .filter(one -> one.name().equals(typed))
                .findFirst()
                .orElse(Order.NEWEST);
    }

    /** What is looked for. */
    record Asked(String text, Optional<State> state, Order order, int page) {
        Submission.Search search() {
            return new Submission.Search(text, state);
        }

        /** Whether anything was left out by choice. */
        public boolean isNarrowed() {
            return !text.isEmpty() || state.isPresent();
        }

        /** The name of the state, for the field. */
        public @Nullable State chosen() {
            return state.orElse(null);
        }

        String address(int number) {
            return address("/pro/depots", number);
        }

        String table() {
            return address("/pro/depots/liste.csv", 1);
        }

        private String address(String path, int number) {
            UriComponentsBuilder address = UriComponentsBuilder.fromPath(path)
                    .queryParam("texte", "{text}")
                    .queryParam("etat", "{state}")
                    .queryParam("tri", "{order}");
            return (number > 1 ? address.queryParam("page", number) : address)
                    .encode()
                    .buildAndExpand(text, state.map(State::name).orElse(""), order.name())
                    .toUriString();
        }
    }
}
