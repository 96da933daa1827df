package org.openbloctel.acceptance;

import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What each package may use of its neighbours. ARCHITECTURE.md draws the same lists, and {@code ArchitectureTest} compares the three:
 * the list, the drawing, the classes.
 *
 * @param arrows from each package to those it uses, without those of the ground
 * @param ground packages that every other one may use; among themselves they use only what {@code arrows} says
 */
record PackageArrows(Map<String, Set<String>> arrows, Set<String> ground) {
    static final PackageArrows MODULES = new PackageArrows(ArchitectureRules.MODULE_ARROWS, Set.of());

    static final PackageArrows SCRUB = new PackageArrows(ArchitectureRules.SCRUB_ARROWS, Set.of());

    static final PackageArrows REGISTRY = new PackageArrows(
            Map.ofEntries(
                    entry(
                            "evidence",
                            Set.of("complaint", "consent", "call", "trace", "consumer", "publication", "company")),
                    entry("power", Set.of("feed", "guard", "company", "operator", "inspection", "credential")),
                    entry("verdict", Set.of("consent", "call", "campaign", "scrubbing", "lookup")),
                    entry("consent", Set.of("call", "campaign", "consumer", "filevault", "company")),
                    entry(
                            "signal",
                            Set.of("evidence", "complaint", "consent", "call", "submission", "lookup", "company")),
                    entry("feed", Set.of("complaint", "company", "credential")),
                    entry("casefile", Set.of("signal", "complaint", "inspection", "company")),
                    entry("complaint", Set.of("consumer", "company")),
                    entry("helpdesk", Set.of("consumer", "company")),
                    entry("mailbox", Set.of("campaign", "submission", "intake", "company", "credential")),
                    entry("call", Set.of("campaign")),
                    entry(
                            "campaign",
                            Set.of("submission", "scrubbing", "intake", "trace", "filevault", "guard", "company")),
                    entry("submission", Set.of("scrubbing", "intake", "filevault", "guard", "company")),
                    entry(
                            "scrubbing",
                            Set.of("intake", "trace", "filevault", "lookup", "certificate", "guard", "company")),
                    entry("intake", Set.of("filevault", "company")),
                    entry("webhook", Set.of("company")),
                    entry("company", Set.of("operator", "credential")),
                    entry("consumer", Set.of("credential", "session")),
                    entry("inspection", Set.of("credential")),
                    entry("operator", Set.of("credential")),
                    entry("lookup", Set.of("trace", "publication", "guard")),
                    entry("trace", Set.of("filevault")),
                    entry("guard", Set.of("company", "consumer")),
                    entry("incident", Set.of()),
                    entry("certificate", Set.of()),
                    entry("credential", Set.of()),
                    entry("help", Set.of()),
                    entry("filevault", Set.of()),
                    entry("publication", Set.of()),
                    entry("retention", Set.of()),
                    entry("rotation", Set.of()),
                    entry("session", Set.of()),
                    entry("audit", Set.of("calendar", "database", "doctor", "vault")),
                    entry("outbox", Set.of("database", "doctor", "vault")),
                    entry("security", Set.of("calendar", "database")),
                    entry("calendar", Set.of()),
                    entry("database", Set.of("vault")),
                    entry("doctor", Set.of()),
                    entry("event", Set.of()),
                    entry("figures", Set.of("calendar", "database")),
                    entry("refusal", Set.of()),
                    entry("vault", Set.of())),
            Set.of(
                    "audit",
                    "outbox",
                    "security",
                    "calendar",
                    "database",
                    "doctor",
                    "event",
                    "figures",
                    "refusal",
                    "vault"));

    static final PackageArrows SERVER = new PackageArrows(
            Map.ofEntries(
                    entry("app", Set.of("backup", "doctor", "postgres")),
                    entry("backup", Set.of()),
                    entry("demo", Set.of("mail")),
                    entry("doctor", Set.of("mail")),
                    entry("company", Set.of("sftp", "submission", "credential")),
                    entry("sftp", Set.of("submission", "credential")),
                    entry("campaign", Set.of("submission", "call", "law")),
                    entry("submission", Set.of("certificate", "credential")),
                    entry("consent", Set.of("consumer", "law")),
                    entry("signal", Set.of()),
                    entry("feed", Set.of()),
                    entry("casefile", Set.of()),
                    entry("complaint", Set.of()),
                    entry("dossier", Set.of("law")),
                    entry("consumer", Set.of("credential")),
                    entry("evidence", Set.of("inspection")),
                    entry("figures", Set.of()),
                    entry("guard", Set.of()),
                    entry("helpdesk", Set.of("mailbox", "help")),
                    entry("incident", Set.of()),
                    entry("help", Set.of()),
                    entry("lookup", Set.of("verdict")),
                    entry("call", Set.of()),
                    entry("certificate", Set.of()),
                    entry("credential", Set.of()),
                    entry("law", Set.of()),
                    entry("mailbox", Set.of()),
                    entry("inspection", Set.of("complaint", "credential")),
                    entry("operator", Set.of("figures", "credential")),
                    entry("security", Set.of()),
                    entry("session", Set.of()),
                    entry("site", Set.of()),
                    entry("verdict", Set.of()),
                    entry("webhook", Set.of()),
                    entry("mail", Set.of()),
                    entry("postgres", Set.of()),
                    entry("telephone", Set.of()),
                    entry("jobs", Set.of("metrics", "settings")),
                    entry("metrics", Set.of()),
                    entry("document", Set.of()),
                    entry("files", Set.of("jobs", "settings")),
                    entry("settings", Set.of()),
                    entry("web", Set.of("settings"))),
            Set.of("jobs", "document", "files", "metrics", "settings", "web"));

    private static final Pattern LINE = Pattern.compile(" {4}(\\w+)(?: +──→ +([\\w.]+(?:, [\\w.]+)*))?(?: {2,}.*)?");
    private static final String GROUND = "    every package above may use:";

    /** The arrows in the text block of ARCHITECTURE.md that follows the comment {@code <!-- arrows of NAME -->}. */
    static PackageArrows drawn(String page, String name) {
        String mark = "<!-- arrows of " + name + " -->\n```text\n";
        int from = page.indexOf(mark) + mark.length();
        if (from < mark.length()) {
            throw new IllegalArgumentException("no line \"" + mark.strip() + "\"");
        }
        Map<String, Set<String>> arrows = new TreeMap<>();
        Set<String> ground = new TreeSet<>();
        boolean below = false;
        for (String line : page.substring(from, page.indexOf("```", from)).split("\n", -1)) {
            Matcher matcher = LINE.matcher(line);
            if (line.equals(GROUND)) {
                below = true;
            } else if (matcher.matches()) {
                String used = matcher.group(2);
                arrows.put(matcher.group(1), used == null ? Set.of() : Set.of(used.split(", ", -1)));
                if (below) {
                    ground.add(matcher.group(1));
                }
            } else if (!line.isBlank()) {
                throw new IllegalArgumentException("neither a package nor its arrows: \"" + line + "\"");
            }
        }
        return new PackageArrows(arrows, ground);
    }

    /** The arrows that the classes below a package have, the ground's among them. */
    static Map<String, Set<String>> used(JavaClasses classes, String root) {
        Map<String, Set<String>> used = new TreeMap<>();
        for (JavaClass from : classes) {
            String part = part(from, root);
            if (!part.isEmpty()) {
                Set<String> parts = used.computeIfAbsent(part, any -> new TreeSet<>());
                from.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .map(to -> part(to.getBaseComponentType(), root))
                        .filter(to -> !to.isEmpty() && !to.equals(part))
                        .forEach(parts::add);
            }
        }
        return used;
    }

    private static String part(JavaClass type, String root) {
        String name = type.getPackageName();
        return name.startsWith(root + ".") ? name.substring(root.length() + 1) : "";
    }

    /** The same without what all may use of the ground. */
    Map<String, Set<String>> withoutGround(Map<String, Set<String>> used) {
        Map<String, Set<String>> rest = new TreeMap<>();
        used.forEach((part, parts) -> rest.put(
                part,
                parts.stream()
                        .filter(to -> ground.contains(part) || !ground.contains(to))
                        .collect(Collectors.toCollection(TreeSet::new))));
        return rest;
    }
}
