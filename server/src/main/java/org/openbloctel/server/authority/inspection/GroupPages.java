package org.openbloctel.server.authority.inspection;

import static org.openbloctel.server.platform.access.Access.Caller.INSPECTOR;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.authority.complaint.ComplaintSums;
import org.openbloctel.registry.authority.complaint.Departement;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.complaint.Subject;
import org.openbloctel.registry.authority.complaint.SumGroup;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.charts.ColumnChart;
import org.openbloctel.server.platform.pages.Formats;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Complaints in groups, over time and on a map. Sums alone: nothing of one complaint. */
@Controller
record GroupPages(ComplaintSums sums, InspectionShown shown, Formats formats) {
    private static final int MAX_GROUPS = 50;
    private static final List<Integer> SPANS = List.of(7, 30, 91);
    private static final int WEEK = 7;
    private static final int DAILY = 30;

    /**
     * A group.
     *
     * @param address the search for its complaints; null where there is none
     */
    record GroupLine(String name, @Nullable String address, long complaints, long open) {}

    @Access(INSPECTOR)
    @GetMapping("/inspection/groupes")
    String groups(
            SignedIn.Inspector who,
            @RequestParam(name = "par", defaultValue = "CALLER") String by,
            @RequestParam(name = "jours", defaultValue = "30") String days,
            Instant now,
            Model model) {
        Inspector inspector = SearchPages.inspector(who);
        SumGroup group = Arrays.stream(SumGroup.values())
                .filter(one -> one.name().equals(by))
                .findFirst()
                .orElse(SumGroup.CALLER);
        int span = SPANS.stream()
                .filter(one -> one.toString().equals(days))
                .findFirst()
                .orElse(DAILY);
        LocalDate today = LegalCalendar.dayOf(now);
        LocalDate from = today.minusDays(span - 1L);
        Instant until = LegalCalendar.startOf(today.plusDays(1));
        model.addAttribute("by", group);
        model.addAttribute("groups", SumGroup.values());
        model.addAttribute("span", span);
        model.addAttribute("spans", SPANS);
        model.addAttribute(
                "lines", lines(group, sums.groups(inspector, group, LegalCalendar.startOf(from), until, MAX_GROUPS)));
        int length = span > DAILY ? WEEK : 1;
        List<ComplaintSums.Period> course = sums.course(inspector, from, length, span / length);
        model.addAttribute("course", course);
        model.addAttribute("chart", chart(course));
        Map<String, Long> byDepartement = sums
                .groups(
                        inspector,
                        SumGroup.DEPARTEMENT,
                        LegalCalendar.startOf(from),
                        until,
                        Departement.all().size() + 1)
                .stream()
                .filter(one -> one.name() != null)
                .collect(Collectors.toMap(one -> Objects.requireNonNull(one.name()), SumGroup.Sum::complaints));
        model.addAttribute("map", DepartementMap.of(byDepartement, formats));
        return "inspection/groups";
    }

    private ColumnChart chart(List<ComplaintSums.Period> course) {
        long all = course.stream().mapToLong(ComplaintSums.Period::complaints).sum();
        String title = shown.text("inspection.groups.course");
        return ColumnChart.of(
                title,
                shown.text("inspection.groups.course.spoken", formats.count(all)),
                "accent",
                course.stream()
                        .map(one -> new ColumnChart.Point(
                                formats.day(one.from()), one.complaints(), formats.count(one.complaints())))
                        .toList());
    }

    private List<GroupLine> lines(SumGroup group, List<SumGroup.Sum> found) {
        Map<UUID, Company.Named> names =
                shown.names(found.stream().map(SumGroup.Sum::company).toList());
        return found.stream()
                .map(one -> new GroupLine(name(group, one, names), address(group, one), one.complaints(), one.open()))
                .toList();
    }

    private String name(SumGroup group, SumGroup.Sum sum, Map<UUID, Company.Named> names) {
        String part = sum.name();
        return switch (group) {
            case CALLER ->
                sum.caller() == null
                        ? shown.text("complaint.masked.yes")
                        : sum.caller().spelled();
            case COMPANY, AGENT -> {
                Company.Named named = sum.company() == null ? null : names.get(sum.company());
                yield named == null ? unknown() : named.name() + " (" + named.siren() + ")";
            }
            case SUBJECT ->
                part == null
                        ? unknown()
                        : shown.text("complaint.subject."
                                + part.toLowerCase(Locale.ROOT).replace('_', '-'));
            case TERRITORY -> part == null ? unknown() : shown.text("inspection.territory." + part);
            case DEPARTEMENT ->
                part == null
                        ? unknown()
                        : Departement.of(part)
                                .map(one -> one.code() + " " + one.name())
                                .orElse(part);
            case HOUR -> part == null ? unknown() : shown.text("inspection.hour", part);
        };
    }

    private String unknown() {
        return shown.text("inspection.unknown");
    }

    private @Nullable String address(SumGroup group, SumGroup.Sum sum) {
        String part = sum.name();
        return switch (group) {
            case CALLER -> sum.caller() == null ? null : WorklistPages.search("", shown.handle(sum.caller()));
            case COMPANY ->
                sum.company() == null
                        ? null
                        : WorklistPages.search(sum.company().toString(), "");
            case SUBJECT -> part == null ? null : found(Subject.valueOf(part).code(), "");
            case DEPARTEMENT -> part == null ? null : found("", part);
            case AGENT, TERRITORY, HOUR -> null;
        };
    }

    private static String found(String subject, String departement) {
        return new SearchForm("", subject, departement, "", "", "", "", "", "", "").address(SearchForm.PATH);
    }
}
