package org.openbloctel.server.authority.inspection;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.INSPECTOR;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.Complaint;
import org.openbloctel.registry.authority.complaint.ComplaintQuery;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.ComplaintRefusal;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.CsvTable;
import org.openbloctel.server.platform.pages.Formats;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** The search for complaints, its list and its file. Neither shows a number that was called or what a person wrote. */
@Controller
record SearchPages(InspectorDesk desk, InspectionShown shown, Formats formats, Purposes purposes) {
    private static final int PAGE = 50;
    private static final int MAX_ROWS = 10_000;

    @Access(INSPECTOR)
    @GetMapping(SearchForm.PATH)
    String list(
            SignedIn.Inspector who,
            @ModelAttribute SearchForm search,
            HttpServletRequest request,
            Instant now,
            Model model) {
        TypedSearch typed = TypedSearch.kept(request);
        model.addAttribute("typed", typed);
        return page(reader(who, request, now), search, typed, model);
    }

    /** One of several companies with a name. */
    record Match(String name, String address) {}

    /** Keeps the typed texts, and leads to the list; a reference leads to its complaint. */
    @Access(INSPECTOR)
    @PostMapping(SearchForm.PATH)
    String search(
            SignedIn.Inspector who,
            @ModelAttribute SearchForm search,
            @SentForm.Named("typed") SentForm<TypedSearch> sent,
            HttpServletRequest request,
            Instant now) {
        TypedSearch typed = sent.form();
        Optional<Complaint.Referred> referred = desk.byReference(inspector(who), typed.words());
        if (referred.isPresent()) {
            return "redirect:" + SearchForm.PATH + "/" + referred.get().id();
        }
        if (!typed.number().isEmpty() && CallingNumber.read(typed.number()).isEmpty()) {
            sent.reject("number", new ComplaintRefusal.UnreadableCaller());
            return page(reader(who, request, now), search, new TypedSearch("", typed.words(), ""), sent.model());
        }
        typed.keep(request);
        if (typed.company().isEmpty()) {
            return "redirect:" + search.after(null).address(SearchForm.PATH);
        }
        Map<String, String> companies = shown.companies(typed.company());
        if (companies.size() == 1) {
            String only = companies.keySet().iterator().next();
            return "redirect:" + search.about(only).address(SearchForm.PATH);
        }
        if (companies.isEmpty()) {
            sent.reject("company", new CompanyRefusal.UnknownCompany());
        }
        sent.model()
                .addAttribute(
                        "matches",
                        companies.entrySet().stream()
                                .map(one -> new Match(
                                        one.getValue(),
                                        search.about(one.getKey()).address(SearchForm.PATH)))
                                .toList());
        return page(reader(who, request, now), search, typed, sent.model());
    }

    /** Another search, without the typed texts. */
    @Access(INSPECTOR)
    @PostMapping(SearchForm.PATH + "/nouvelle-recherche")
    String again(HttpServletRequest request) {
        TypedSearch.NOTHING.keep(request);
        return "redirect:" + SearchForm.PATH;
    }

    @Access(INSPECTOR)
    @GetMapping(SearchForm.PATH + "/nouvelle-recherche")
    String again() {
        return "redirect:" + SearchForm.PATH;
    }

    /** Who searches, why and when. */
    private record Reader(Inspector inspector, String purpose, Instant now) {}

    private Reader reader(SignedIn.Inspector who, HttpServletRequest request, Instant now) {
        return new Reader(inspector(who), purposes.current(request, now).orElse(""), now);
    }

    private List<ComplaintQuery.Row> found(Reader reader, SearchForm search, TypedSearch typed, int limit) {
        return desk.search(reader.inspector(), query(reader, search, typed), limit, reader.purpose());
    }

    private String page(Reader reader, SearchForm search, TypedSearch typed, Model model) {
        List<ComplaintQuery.Row> found = found(reader, search, typed, PAGE + 1);
        List<ComplaintQuery.Row> page = found.size() > PAGE ? found.subList(0, PAGE) : found;
        model.addAttribute("search", search);
        model.addAttribute("caller", InspectionShown.spelled(caller(search).orElse(null)));
        model.addAttribute(
                "company",
                SearchForm.id(search.company())
                        .map(id -> shown.names(List.of(id)).get(id))
                        .orElse(null));
        model.addAttribute("lines", shown.lines(page));
        model.addAttribute("states", shown.states());
        model.addAttribute("subjects", shown.subjects());
        model.addAttribute("departements", shown.departements());
        model.addAttribute(
                "older",
                found.size() > PAGE ? search.after(page.getLast().cursor()).address(SearchForm.PATH) : null);
        model.addAttribute(
                "newest", search.after().isEmpty() ? null : search.after(null).address(SearchForm.PATH));
        model.addAttribute("file", search.after(null).address(SearchForm.PATH + ".csv"));
        return "inspection/search";
    }

    @Access(INSPECTOR)
    @GetMapping(SearchForm.PATH + ".csv")
    ResponseEntity<String> file(
            SignedIn.Inspector who, @ModelAttribute SearchForm search, HttpServletRequest request, Instant now) {
        List<InspectionShown.Line> lines =
                shown.lines(found(reader(who, request, now), search.after(null), TypedSearch.kept(request), MAX_ROWS));
        desk.saved(inspector(who), lines.size());
        CsvTable table = new CsvTable()
                .row(List.of(
                        shown.text("complaint.column.reference"),
                        shown.text("complaint.column.state"),
                        shown.text("inspection.column.reason"),
                        shown.text("complaint.column.received"),
                        shown.text("inspection.column.caller"),
                        shown.text("inspection.column.siren"),
                        shown.text("inspection.column.company"),
                        shown.text("complaint.one.subject"),
                        shown.text("complaint.column.calls"),
                        shown.text("inspection.column.joined"),
                        shown.text("inspection.column.rules")));
        lines.forEach(line -> table.row(row(line)));
        return table.download("signalements.csv");
    }

    private List<String> row(InspectionShown.Line line) {
        ComplaintQuery.Row row = line.row();
        return List.of(
                row.reference().spelled(),
                shown.text("complaint.state." + row.state()),
                row.reason() == null ? "" : shown.text("complaint.reason." + row.reason()),
                formats.iso(row.receivedAt()),
                line.caller() == null ? shown.text("complaint.masked.yes") : line.caller(),
                line.company() == null ? "" : line.company().siren(),
                line.company() == null ? "" : line.company().name(),
                line.subject(),
                Integer.toString(row.calls()),
                Integer.toString(row.joined()),
                String.join(" ", row.broken()));
    }

    private ComplaintQuery query(Reader reader, SearchForm search, TypedSearch typed) {
        CallingNumber number =
                caller(search).or(() -> CallingNumber.read(typed.number())).orElse(null);
        return search.query(reader.inspector().id(), number, typed.words(), reader.now());
    }

    private Optional<CallingNumber> caller(SearchForm search) {
        Optional<UUID> handle = SearchForm.id(search.caller());
        return handle.flatMap(desk::caller);
    }

    static Inspector inspector(SignedIn.Inspector who) {
        return new Inspector(who.id());
    }

    /**
     * The typed search of an inspector: kept in the session, since neither a number nor words of a complaint may stand in an address.
     *
     * @param number the calling number
     * @param words of the complaint, or its reference
     * @param company its SIREN or name; not kept, since the list's address has its id
     */
    record TypedSearch(String number, String words, String company) {
        static final TypedSearch NOTHING = new TypedSearch("", "", "");

        private static final String KEPT = "org.openbloctel.server.inspection.TypedSearch"; // in stored sessions

        TypedSearch {
            number = requireNonNullElse(number, "").strip();
            words = requireNonNullElse(words, "").strip();
            company = requireNonNullElse(company, "").strip();
        }

        /** The last input. */
        static TypedSearch kept(HttpServletRequest request) {
            HttpSession session = request.getSession(false);
            return session != null && session.getAttribute(KEPT) instanceof List<?> list && list.size() == 2
                    ? new TypedSearch(String.valueOf(list.getFirst()), String.valueOf(list.getLast()), "")
                    : NOTHING;
        }

        void keep(HttpServletRequest request) {
            request.getSession().setAttribute(KEPT, List.of(number, words));
        }

        /** Without the number. */
        @Override
        public String toString() {
            return "TypedSearch";
        }
    }
}
