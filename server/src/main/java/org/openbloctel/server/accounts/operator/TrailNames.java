package org.openbloctel.server.accounts.operator;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.server.platform.pages.Formats;
import org.openbloctel.server.platform.pages.HoldFigures;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.RequestScope;

/**
 * The words of the trail's codes on the operator's pages, as {@code @trailNames}: {@code company:19d7…} is a company by its name,
 * {@code submission:f003…} a submission with the first digits of its id. A kind without words is shown as the trail has it. One for each
 * request, which looks each name up once.
 */
@Component("trailNames")
@RequestScope(proxyMode = ScopedProxyMode.NO)
final class TrailNames {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T[\\d:.]+Z");
    private static final int SHORT = 8;
    private static final String COMPANY = "company";
    private static final String KIND = "trail.of.";
    private static final String FACT = "trail.fact.";

    /** Details whose values other bundles name: the beginnings of the keys, the first that has the value counts. */
    private static final Map<String, List<String>> VALUES = Map.of(
            "kind", List.of("trail.kind."),
            "step", List.of("guard.step."),
            "role", List.of("company.role."),
            "rank", List.of("inspection.rank."),
            "state", List.of("helpdesk.desk.state.", "complaint.state."),
            "outcome", List.of("casefile.outcome."),
            "sector", List.of("law.sector."),
            "plan", List.of("company.plan."));

    /** The detail by which servers compare the rows with the trail. */
    private static final String DIGESTS = "power";

    /** A sign of the guard with its figure, some of which are parts of a hundred. */
    private static final Pattern SIGN = Pattern.compile("([A-Z]+) (\\d{1,18})(?: %)?");

    private final Companies companies;
    private final Members members;
    private final Staff staff;
    private final Formats formats;
    private final MessageSource texts;
    private final Map<String, String> names = new HashMap<>();

    TrailNames(Companies companies, Members members, Staff staff, Formats formats, MessageSource texts) {
        this.companies = companies;
        this.members = members;
        this.staff = staff;
        this.formats = formats;
        this.texts = texts;
    }

    /** An actor or a subject in words: its kind, and its name or the first digits of its id. */
    public String of(String code) {
        int colon = code.indexOf(':');
        String kind = colon < 0 ? code : code.substring(0, colon);
        String rest = colon < 0 ? "" : code.substring(colon + 1);
        return said(KIND + kind, code, name(kind, rest)).strip();
    }

    /** The details of an entry. */
    public String details(AuditEntry entry) {
        return entry.details().entrySet().stream()
                .filter(one -> !one.getValue().isEmpty() && !one.getKey().equals(DIGESTS))
                .sorted(Map.Entry.comparingByKey())
                .map(one ->
                        said(FACT + one.getKey(), one.getKey() + " = {0}", value(entry, one.getKey(), one.getValue())))
                .collect(Collectors.joining(" · "));
    }

    private String value(AuditEntry entry, String name, String value) {
        if (INSTANT.matcher(value).matches()) {
            try {
                return formats.instant(Instant.parse(value));
            } catch (DateTimeException noInstant) {
                return value;
            }
        }
        if (value.indexOf(':') > 0
                && ID.matcher(value.substring(value.indexOf(':') + 1)).matches()) {
            return of(value);
        }
        Locale locale = LocaleContextHolder.getLocale();
        if (name.equals("figures")) {
            String kind = entry.details().getOrDefault("kind", "");
            return String.join(", ", new HoldFigures(texts, locale).of(kind, value));
        }
        if (name.equals("sign")) {
            return SIGN.matcher(value)
                    .replaceAll(found -> Matcher.quoteReplacement(
                            said("guard.sign." + found.group(1), found.group(), found.group(2))));
        }
        if (name.equals("subject")) {
            return Subject.of(value).map(subject -> subject.name().in(locale)).orElse(value);
        }
        for (String prefix : VALUES.getOrDefault(name, List.of())) {
            String text = texts.getMessage(prefix + value, null, null, locale);
            if (text != null) {
                return text;
            }
        }
        return name(name.equals("principal") ? COMPANY : name, value);
    }

    private String name(String kind, String rest) {
        if (rest.equals("unknown")) {
            return said("trail.unknown", rest);
        }
        if (kind.equals("job")) {
            return said("retention.job." + rest, rest);
        }
        if (!ID.matcher(rest).matches()) {
            return formats.withDays(ID.matcher(rest).replaceAll(id -> id.group().substring(0, SHORT)));
        }
        return names.computeIfAbsent(
                kind + ':' + rest, code -> found(kind, UUID.fromString(rest)).orElse(rest.substring(0, SHORT)));
    }

    private Optional<String> found(String kind, UUID id) {
        return switch (kind) {
            case COMPANY, "budget" -> companies.find(id).map(Company::name);
            case "member" -> members.find(id).map(Member::name);
            case "staff" -> staff.find(id).map(Staff.Person::name);
            default -> Optional.empty();
        };
    }

    private String said(String key, String otherwise, Object... arguments) {
        String text = texts.getMessage(key, arguments, null, LocaleContextHolder.getLocale());
        return text != null ? text : arguments.length == 0 ? otherwise : otherwise.replace("{0}", "" + arguments[0]);
    }
}
