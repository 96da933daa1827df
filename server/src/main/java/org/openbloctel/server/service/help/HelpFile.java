package org.openbloctel.server.service.help;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openbloctel.server.service.help.HelpMarkdown.HelpFileException;

/**
 * Reads a page of the help: lines of {@code name: value} up to the first blank line, then Markdown, in which a line by itself may be a
 * directive: <code>{{law registration.force}}</code>, <code>{{files}}</code>, <code>{{contact}}</code>. A faulty page is refused with
 * its reason and never shown in part. Thread-safe.
 */
final class HelpFile {
    private static final Pattern NAME = Pattern.compile("([a-z0-9]+(?:-[a-z0-9]+)*)\\.(fr|en)\\.md");
    private static final Pattern FIELD = Pattern.compile("([a-z]+): *(.+)");
    private static final Pattern DIRECTIVE = Pattern.compile("\\{\\{ *([a-z]+)(?: +([a-z.-]+))? *}}");
    private static final Set<String> FIELDS = Set.of("title", "for", "order", "keywords");

    /** Addresses below {@code /aide} that are pages of their own. */
    private static final Set<String> TAKEN = Set.of("api", "codes", "par-e-mail", "faq", "question", "recherche");

    private static final int MAX_FIELD = 500;
    private static final int MAX_ORDER = 999;
    private static final int LAST = 500;

    private final Predicate<String> statements;
    private final HelpMarkdown markdown = new HelpMarkdown();

    /** Reads pages that may cite these statements of the law. */
    HelpFile(Predicate<String> statements) {
        this.statements = statements;
    }

    /** Whether a file of this name is meant for the help. */
    static boolean isOne(String file) {
        return file.endsWith(".md");
    }

    /** The page that a file holds. */
    HelpPage read(String file, String content) throws HelpFileException {
        Matcher name = NAME.matcher(file);
        if (!name.matches()) {
            throw new HelpFileException("the name has to be like lost-address.fr.md");
        }
        if (TAKEN.contains(name.group(1))) {
            throw new HelpFileException("the address /aide/" + name.group(1) + " is taken");
        }
        Locale language = Locale.of(name.group(2));
        List<String> lines = content.replace("\r\n", "\n").lines().toList();
        int blank = lines.indexOf("");
        Map<String, String> fields = fields(lines.subList(0, blank < 0 ? lines.size() : blank));
        List<String> body = blank < 0 ? List.of() : lines.subList(blank + 1, lines.size());
        if (body.stream().allMatch(String::isBlank)) {
            throw new HelpFileException("there is no text behind the first blank line");
        }
        StringBuilder text = new StringBuilder();
        List<HelpPage.Part> parts = parts(body, language, text);
        String title = fields.get("title");
        return new HelpPage(
                name.group(1),
                language,
                HelpMarkdown.set(Objects.requireNonNull(title), language),
                HelpPage.Audience.of(fields.getOrDefault("for", "everybody"))
                        .orElseThrow(() -> new HelpFileException("for: is consumers, professionals or everybody")),
                order(fields.getOrDefault("order", "" + LAST)),
                parts,
                fields.getOrDefault("keywords", ""),
                text.toString());
    }

    private static Map<String, String> fields(List<String> lines) throws HelpFileException {
        Map<String, String> fields = new HashMap<>();
        for (String line : lines) {
            Matcher field = FIELD.matcher(line);
            if (!field.matches() || !FIELDS.contains(field.group(1))) {
                throw new HelpFileException(
                        "before the first blank line there are title:, for:, order: and keywords: alone");
            }
            fields.put(field.group(1), field.group(2).strip());
        }
        if (!fields.containsKey("title")) {
            throw new HelpFileException("the title: is missing");
        }
        for (Map.Entry<String, String> field : fields.entrySet()) {
            if (field.getValue().length() > MAX_FIELD) {
                throw new HelpFileException(field.getKey() + ": has at most " + MAX_FIELD + " characters");
            }
        }
        return fields;
    }

    private static int order(String written) throws HelpFileException {
        try {
            int order = Integer.parseInt(written);
            if (order >= 0 && order <= MAX_ORDER) {
                return order;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw new HelpFileException("order: is a number from 0 to " + MAX_ORDER);
    }

    private List<HelpPage.Part> parts(List<String> lines, Locale language, StringBuilder text)
            throws HelpFileException {
        List<HelpPage.Part> parts = new ArrayList<>();
        StringBuilder markdownLines = new StringBuilder();
        for (String line : lines) {
            Matcher directive = DIRECTIVE.matcher(line.strip());
            if (directive.matches()) {
                addText(parts, markdownLines, language, text);
                parts.add(directive(directive.group(1), Objects.requireNonNullElse(directive.group(2), "")));
            } else if (line.contains("{{")) {
                throw new HelpFileException(
                        "a directive stands on a line by itself: {{law id}}, {{files}}, {{contact}}");
            } else {
                markdownLines.append(line).append('\n');
            }
        }
        addText(parts, markdownLines, language, text);
        return parts;
    }

    private void addText(List<HelpPage.Part> parts, StringBuilder lines, Locale language, StringBuilder text)
            throws HelpFileException {
        if (!lines.toString().isBlank()) {
            HelpMarkdown.Rendered rendered = markdown.render(lines.toString(), language);
            parts.add(HelpPage.Part.html(rendered.html()));
            text.append(rendered.text()).append('\n');
        }
        lines.setLength(0);
    }

    private HelpPage.Part directive(String kind, String value) throws HelpFileException {
        boolean known = switch (kind) {
            case "law" -> statements.test(value);
            case "files", "contact" -> value.isEmpty();
            default -> false;
        };
        if (!known) {
            throw new HelpFileException("unknown directive: " + (kind + " " + value).strip());
        }
        return new HelpPage.Part(kind, value);
    }
}
