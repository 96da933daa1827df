package org.openbloctel.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The links of Markdown pages under a folder whose file or section is not there. Links to other sites are not followed. */
public final class DeadLinks {
    private static final Pattern CODE = Pattern.compile("(?ms)^(```|~~~).*?^\\1|^ {4}[^\n]*$|`[^`\n]+`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*)$");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");

    private final Path root;
    private final Map<Path, Set<String>> sections = new HashMap<>();

    private DeadLinks(Path root) {
        this.root = root;
    }

    /** The dead links of all pages under it, each with its page. */
    public static List<String> under(Path root) {
        return new DeadLinks(root).all();
    }

    /** How many pages there are under it. */
    public static long pagesUnder(Path root) {
        return pages(root).size();
    }

    private static List<Path> pages(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> all() {
        List<String> dead = new ArrayList<>();
        for (Path page : pages(root)) {
            LINK.matcher(CODE.matcher(read(page)).replaceAll("x"))
                    .results()
                    .map(found -> found.group(1))
                    .filter(link -> !ELSEWHERE.matcher(link).matches() && !leads(page, link))
                    .forEach(link -> dead.add(root.relativize(page) + ": " + link));
        }
        return dead;
    }

    private boolean leads(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? page
                : Objects.requireNonNull(page.getParent()).resolve(parts[0]).normalize();
        return target.startsWith(root)
                && Files.exists(target)
                && (parts.length == 1 || sections(target).contains(parts[1]));
    }

    private Set<String> sections(Path page) {
        return sections.computeIfAbsent(
                page,
                some -> HEADING.matcher(read(some))
                        .results()
                        .map(DeadLinks::anchor)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** As forges make it: small letters, hyphens for blanks, no other signs; of a link its text. */
    private static String anchor(MatchResult heading) {
        return heading.group(1)
                .strip()
                .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-');
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
