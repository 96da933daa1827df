package org.openbloctel.server.platform.security;

import static org.openbloctel.server.platform.access.Access.Caller.STAFF;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.security.SecurityEvent;
import org.openbloctel.registry.platform.security.SecurityLog;
import org.openbloctel.registry.platform.security.SecurityLog.Filter;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The security log, for the operator's staff. Each reading is an entry of the audit trail, with what was looked for. */
@Controller
record SecurityLogPages(SecurityLog log, AuditTrail audit, MessageSource texts) {
    private static final String PATH = "/operateur/journal-securite";
    private static final int PAGE = 50;
    private static final int DAYS = 31;
    private static final String KEY = "key:";

    @Access(STAFF)
    @GetMapping(PATH)
    String show(
            SignedIn.Staff who,
            @ModelAttribute Query query,
            @RequestParam(defaultValue = "0") long before,
            Locale locale,
            Model model) {
        Filter filter = query.filter();
        audit.record(new AuditEntry(who.actor(), "security.read", "security-log", lookedFor(filter)));
        List<SecurityEvent.Recorded> found = log.find(filter, before > 0 ? before : Long.MAX_VALUE, PAGE + 1);
        List<SecurityEvent.Recorded> page = found.size() > PAGE ? found.subList(0, PAGE) : found;
        model.addAttribute("filter", filter);
        model.addAttribute("kinds", kinds(locale));
        model.addAttribute(
                "events", page.stream().map(SecurityEvent.Recorded::timed).toList());
        model.addAttribute("uses", filter.actor().startsWith(KEY) ? log.uses(filter.actor(), DAYS) : List.of());
        model.addAttribute(
                "older", found.size() > PAGE ? address(filter, page.getLast().id()) : null);
        model.addAttribute("newest", before > 0 ? address(filter, 0) : null);
        return "security/log";
    }

    /** The filter as its form sends it: a field that the address leaves out filters nothing. */
    record Query(
            @Nullable String kind,
            @Nullable String actor,
            @Nullable String network) {
        Filter filter() {
            return new Filter(text(kind), text(actor), text(network));
        }

        private static String text(@Nullable String field) {
            return field == null ? "" : field.strip();
        }
    }

    private Map<String, String> kinds(Locale locale) {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("", texts.getMessage("security.kind.all", null, locale));
        for (SecurityEvent.Kind kind : SecurityEvent.Kind.values()) {
            if (kind.kept()) {
                kinds.put(kind.name(), texts.getMessage("security.kind." + kind, null, locale));
            }
        }
        return kinds;
    }

    /** What was typed into the form may be anything: only what has the shape of an id or a network is kept. */
    private static Map<String, String> lookedFor(Filter filter) {
        Map<String, String> details = new LinkedHashMap<>();
        if (Arrays.stream(SecurityEvent.Kind.values())
                .anyMatch(kind -> kind.name().equals(filter.kind()))) {
            details.put("kind", filter.kind());
        }
        if (SecurityEvent.isActor(filter.actor())) {
            details.put("actor", filter.actor());
        }
        if (SecurityEvent.isNetwork(filter.network())) {
            details.put("network", filter.network());
        }
        return details;
    }

    private static String address(Filter filter, long before) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(PATH)
                .queryParam("kind", "{kind}")
                .queryParam("actor", "{actor}")
                .queryParam("network", "{network}");
        return (before > 0 ? address.queryParam("before", before) : address)
                .encode()
                .buildAndExpand(filter.kind(), filter.actor(), filter.network())
                .toUriString();
    }
}
