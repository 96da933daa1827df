package org.openbloctel.acceptance;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The arrows between modules, wings and packages, as drawings show them and as classes use them. ARCHITECTURE.md draws modules and wings; the
 * {@code package-info} of a wing draws what each of its packages uses beside the wing {@code platform}, on which all stand.
 */
final class PackageArrows {
    private static final Pattern LINE = Pattern.compile(" {4}(\\w+)(?: +──→ +([\\w.]+(?:, [\\w.]+)*))?(?: {2,}.*)?");
    private static final String PLATFORM = "platform.";

    private PackageArrows() {}

    /** The arrows in the text block of ARCHITECTURE.md that follows the comment {@code <!-- arrows of NAME -->}, in their order. */
    static Map<String, Set<String>> drawn(String page, String name) {
        String mark = "<!-- arrows of " + name + " -->\n```text\n";
        int from = page.indexOf(mark) + mark.length();
        if (from < mark.length()) {
            throw new IllegalArgumentException("no line \"" + mark.strip() + "\"");
        }
        return read(page.substring(from, page.indexOf("```", from)));
    }

    /** The arrows in the comment of a wing's {@code package-info}. */
    static Map<String, Set<String>> drawnInside(String packageInfo) {
        String from = packageInfo.substring(packageInfo.indexOf("<pre>\n") + 6);
        return read(from.substring(0, from.indexOf(" * </pre>")).replaceAll("(?m)^ \\* ", ""));
    }

    private static Map<String, Set<String>> read(String drawing) {
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        for (String line : drawing.split("\n", -1)) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                String used = matcher.group(2);
                arrows.put(matcher.group(1), used == null ? Set.of() : Set.of(used.split(", ", -1)));
            } else if (!line.isBlank()) {
                throw new IllegalArgumentException("neither a package nor its arrows: \"" + line + "\"");
            }
        }
        return arrows;
    }

    /** The arrows of a drawing that lead to its own line or up to an earlier one. */
    static Set<String> upwards(Map<String, Set<String>> drawn) {
        List<String> order = List.copyOf(drawn.keySet());
        Set<String> upwards = new TreeSet<>();
        drawn.forEach((from, used) -> used.stream()
                .filter(to -> order.indexOf(to) <= order.indexOf(from))
                .forEach(to -> upwards.add(from + " to " + to)));
        return upwards;
    }

    /** The arrows that the classes below a package have, by the names of their packages below it. */
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

    /** The same between wings: a wing is the first part of a package's name. */
    static Map<String, Set<String>> betweenWings(Map<String, Set<String>> used) {
        Map<String, Set<String>> wings = new TreeMap<>();
        used.forEach((from, parts) -> {
            Set<String> below = wings.computeIfAbsent(wing(from), any -> new TreeSet<>());
            parts.stream()
                    .map(PackageArrows::wing)
                    .filter(to -> !to.equals(wing(from)))
                    .forEach(below::add);
        });
        return wings;
    }

    /** The same for the packages of one wing, by their names without wings; packages of the platform only inside the platform. */
    static Map<String, Set<String>> inWing(Map<String, Set<String>> used, String wing) {
        Map<String, Set<String>> inside = new TreeMap<>();
        used.forEach((from, parts) -> {
            if (from.startsWith(wing + ".")) {
                inside.put(
                        name(from),
                        parts.stream()
                                .filter(to -> !to.startsWith(PLATFORM) || from.startsWith(PLATFORM))
                                .map(PackageArrows::name)
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
        });
        return inside;
    }

    private static String wing(String part) {
        return part.split("\\.", 2)[0];
    }

    private static String name(String part) {
        return part.substring(part.lastIndexOf('.') + 1);
    }

    private static String part(JavaClass type, String root) {
        String name = type.getPackageName();
        return name.startsWith(root + ".") ? name.substring(root.length() + 1) : "";
    }
}
