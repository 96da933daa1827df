package org.openbloctel.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Statement.Version;

/** Reads the file of statements, and refuses one that rests on a rule that does not hold on all of its days. Used once. */
final class StatementReader {
    private static final Set<String> KEYS = new TreeSet<>(Set.of("id", "versions"));
    private static final Set<String> VERSION_KEYS = new TreeSet<>(Set.of("from", "list", "rules", "fr", "en"));

    private final Map<String, Rule> rules;

    /** A reader of statements about these rules. */
    StatementReader(List<Rule> rules) {
        this.rules = rules.stream().collect(Collectors.toMap(Rule::id, rule -> rule));
    }

    List<Statement> statements(YamlPart file) {
        List<Statement> statements = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (YamlPart one : file.list()) {
            one.entries(KEYS);
            String id = one.at("id").text();
            if (!ids.add(id)) {
                throw one.at("id").fault("the statement " + id + " comes twice");
            }
            statements.add(new Statement(id, versions(one.at("versions"))));
        }
        return statements;
    }

    private List<Version> versions(YamlPart part) {
        List<YamlPart> written = part.list();
        List<Version> versions = new ArrayList<>();
        for (YamlPart one : written) {
            one.entries(VERSION_KEYS);
            versions.add(new Version(
                    one.at("from").day(),
                    list(one.optional("list")),
                    one.at("rules").list().stream().map(YamlPart::text).toList(),
                    new Bilingual(one.at("fr").text(), one.at("en").text())));
        }
        if (versions.isEmpty()) {
            throw part.fault("at least one version is wanted");
        }
        for (int i = 0; i < versions.size(); i++) {
            checkOrder(written.get(i), versions, i);
            checkRules(written.get(i), versions.get(i), lastDay(versions, versions.get(i)));
        }
        return versions;
    }

    private static @Nullable Boolean list(@Nullable YamlPart part) {
        if (part == null) {
            return null;
        }
        return switch (part.text()) {
            case "enforced" -> true;
            case "idle" -> false;
            default -> throw part.fault("list is one of enforced, idle");
        };
    }

    /** Days go up; where one version is for an enforced list, the other of that day is for an idle one. */
    private static void checkOrder(YamlPart written, List<Version> versions, int i) {
        Version version = versions.get(i);
        if (i > 0 && version.from().isBefore(versions.get(i - 1).from())) {
            throw written.at("from").fault("versions are out of order");
        }
        List<@Nullable Boolean> ofTheDay = new ArrayList<>();
        versions.stream().filter(one -> one.from().equals(version.from())).forEach(one -> ofTheDay.add(one.list()));
        boolean alone = ofTheDay.size() == 1 && version.list() == null;
        boolean pair = ofTheDay.size() == 2 && ofTheDay.contains(true) && ofTheDay.contains(false);
        if (!alone && !pair) {
            throw written.fault("a day has one version, or one for each setting of the list");
        }
    }

    private static @Nullable LocalDate lastDay(List<Version> versions, Version version) {
        return versions.stream()
                .map(Version::from)
                .filter(from -> from.isAfter(version.from()))
                .findFirst()
                .map(next -> next.minusDays(1))
                .orElse(null);
    }

    private void checkRules(YamlPart written, Version version, @Nullable LocalDate last) {
        if (version.rules().isEmpty()) {
            throw written.at("rules").fault("at least one rule is wanted");
        }
        for (String id : version.rules()) {
            Rule rule = rules.get(id);
            if (rule == null) {
                throw written.at("rules").fault("no such rule: " + id);
            }
            if (!holds(rule, version, last)) {
                throw written.at("rules").fault("the rule " + id + " is not in force on all days of this version");
            }
        }
    }

    /** The rule of the list is there even while it is not enforced: that it has no effect is said of it. */
    private static boolean holds(Rule rule, Version version, @Nullable LocalDate last) {
        boolean idleToo = rule.id().equals(LawBook.OPPOSITION_LIST);
        LocalDate day = version.from();
        while (true) {
            RuleVersion found = rule.on(day).orElse(null);
            if (found == null || (!found.enforced() && !idleToo)) {
                return false;
            }
            LocalDate to = found.to();
            if (to == null || (last != null && !to.isBefore(last))) {
                return true;
            }
            day = to.plusDays(1);
        }
    }
}
