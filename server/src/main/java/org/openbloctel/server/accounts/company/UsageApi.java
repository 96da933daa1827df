package org.openbloctel.server.accounts.company;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Mandate;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.accounts.company.Subscription;
import org.openbloctel.registry.list.guard.Budgets;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The rest of the plans, for programs: of the key's company, and of the principals for which it may act. A test key sees its company alone. */
@RestController
record UsageApi(PrincipalUses uses, Mandates mandates) {
    @Access(key = "submissions")
    @GetMapping("/api/v1/usage")
    ResponseEntity<Map<String, Object>> usage(
            SignedIn.Key key, @RequestParam(name = "principal", required = false) @Nullable UUID principal) {
        List<Mandate.Principal> wanted = mandates.choices(key.company()).stream()
                .filter(one -> !key.test() || one.id().equals(key.company()))
                .filter(one -> principal == null || one.id().equals(principal))
                .toList();
        if (wanted.isEmpty()) {
            throw new RefusedException(new CompanyRefusal.NoMandate());
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(Map.of(
                        "usage",
                        uses.of(key.company(), wanted).stream()
                                .map(UsageApi::shown)
                                .toList()));
    }

    private static Map<String, @Nullable Object> shown(PrincipalUses.Use use) {
        Budgets.Usage usage = use.usage();
        Budgets.Standing standing = usage.standing();
        Subscription plan = usage.plan();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("principal", use.principal().id());
        shown.put("name", use.principal().name());
        shown.put("stopped", use.stopped());
        shown.put("heldFiles", use.heldFiles());
        shown.put("plan", plan == null ? null : plan.plan());
        shown.put("lines", plan == null ? null : lines(plan));
        Map<String, @Nullable Object> year = left(standing.budget().year(), standing.year(), usage.yearLeft());
        year.put("nextBackOn", standing.nextBack());
        Map<String, @Nullable Object> day = left(standing.budget().day(), standing.today(), usage.dayLeft());
        day.put("resetsAt", standing.nextDay().atStartOfDay(LegalCalendar.ZONE).toInstant());
        shown.put("newNumbers", Map.of("year", year, "day", day));
        return shown;
    }

    private static Map<String, @Nullable Object> lines(Subscription plan) {
        Map<String, @Nullable Object> lines = left(plan.linesPerYear(), plan.usedLines(), plan.linesLeft());
        lines.put("limitOfFile", plan.linesPerSubmission());
        lines.put("resetsOn", plan.endsOn());
        return lines;
    }

    private static Map<String, @Nullable Object> left(@Nullable Long limit, long used, @Nullable Long left) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("limit", limit);
        shown.put("used", used);
        shown.put("left", left);
        return shown;
    }
}
