package org.openbloctel.server.authority.inspection;

import static org.openbloctel.server.platform.access.Access.Caller.INSPECTOR;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.ComplaintSums;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.complaint.Worklist;
import org.openbloctel.registry.authority.complaint.Worklist.Why;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.pages.Formats;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first page of inspectors: the worklist, with reasons. */
@Controller
record WorklistPages(
        Worklist worklist, ComplaintSums sums, WaitingCases cases, InspectionShown shown, Formats formats) {
    private static final int MAX_TARGETS = 25;
    private static final int MAX_ITEMS = 15;

    /**
     * A caller or company.
     *
     * @param name as it is shown; null for a call without a number and a company
     * @param address the search for its complaints
     */
    record TargetLine(
            boolean isCompany,
            @Nullable String name,
            @Nullable String address,
            long complaints,
            List<String> why) {}

    /** A complaint, with its reason. */
    record ItemLine(InspectionShown.Line line, String why) {}

    @Access(INSPECTOR)
    @GetMapping("/inspection")
    String worklist(
            SignedIn.Inspector who,
            @RequestParam(name = "dossiers", defaultValue = "") String shownCases,
            Instant now,
            Model model) {
        boolean all = shownCases.equals("tous");
        Inspector inspector = SearchPages.inspector(who);
        List<Worklist.Target> targets = worklist.targets(inspector, now, MAX_TARGETS);
        Map<UUID, Company.Named> names =
                shown.names(targets.stream().map(Worklist.Target::company).toList());
        model.addAttribute("waiting", sums.waiting(inspector, now, worklist.limits()));
        model.addAttribute("cases", cases.of(inspector, all));
        model.addAttribute("all", all);
        model.addAttribute("most", ComplaintSums.MAX_COUNTED);
        model.addAttribute("days", worklist.limits().patience().toDays());
        model.addAttribute(
                "targets", targets.stream().map(one -> line(one, names)).toList());
        List<Worklist.Item> items = worklist.items(inspector, now, MAX_ITEMS);
        List<InspectionShown.Line> lines =
                shown.lines(items.stream().map(Worklist.Item::complaint).toList());
        model.addAttribute(
                "items",
                IntStream.range(0, items.size())
                        .mapToObj(
                                n -> new ItemLine(lines.get(n), why(items.get(n).why())))
                        .toList());
        return "inspection/worklist";
    }

    private TargetLine line(Worklist.Target target, Map<UUID, Company.Named> names) {
        List<String> why = target.why().stream().map(this::why).toList();
        UUID company = target.company();
        CallingNumber caller = target.caller();
        if (company != null) {
            Company.Named named = names.get(company);
            String name = named == null ? null : named.name();
            return new TargetLine(true, name, search(company.toString(), ""), target.complaints(), why);
        }
        return caller == null
                ? new TargetLine(false, null, null, target.complaints(), why)
                : new TargetLine(false, caller.spelled(), search("", shown.handle(caller)), target.complaints(), why);
    }

    /** The address of the search for the complaints about a company or a caller. */
    static String search(String company, String caller) {
        return new SearchForm("", "", "", company, caller, "", "", "", "", "").address(SearchForm.PATH);
    }

    private String why(Why why) {
        return switch (why) {
            case Why.Many many ->
                shown.text("inspection.why.many", formats.count(many.complaints()), Worklist.MANY_DAYS);
            case Why.Surge surge
            when surge.meanTenths() == 0 -> shown.text("inspection.why.surge.first", formats.count(surge.complaints()));
            case Why.Surge surge ->
                shown.text(
                        "inspection.why.surge",
                        formats.count(surge.complaints()),
                        formats.count(surge.meanTenths() / 10) + (surge.meanTenths() % 10 == 0 ? "" : "+"));
            case Why.Flooded flood ->
                flood.sameNetwork() >= flood.sameWords()
                        ? shown.text(
                                "inspection.why.flood.network",
                                formats.count(flood.sameNetwork()),
                                formats.count(flood.complaints()))
                        : shown.text(
                                "inspection.why.flood.words",
                                formats.count(flood.sameWords()),
                                formats.count(flood.complaints()));
            case Why.Waits waits -> shown.text("inspection.why.waits", formats.day(waits.since()));
            case Why.Reopened reopened -> shown.text("inspection.why.reopened", formats.day(reopened.at()));
        };
    }
}
