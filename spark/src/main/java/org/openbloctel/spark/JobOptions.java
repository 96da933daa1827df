package org.openbloctel.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.file.Encoding;
import org.openbloctel.scrub.number.Placeholders;

/**
 * The command line of the job, with the options of {@code bloctel scrub} and its own.
 *
 * @param list where the opposition list is
 * @param out the folder of the results
 * @param inputs files, folders and patterns
 * @param format {@code text}, or what Spark reads tables with
 * @param layout what the caller says of the layout
 * @param digests whether the reports name SHA-256 digests
 * @param join whether the parts of a large file are put together
 * @param splitBytes how large a file may be for one task
 * @param maxListAge days; 0 for any age
 */
record JobOptions(
        String list,
        String out,
        List<String> inputs,
        String format,
        LayoutWanted layout,
        boolean digests,
        boolean join,
        long splitBytes,
        long maxListAge) {
    static final String TEXT = "text";

    private static final Set<String> NAMES = Set.of(
            "list",
            "out",
            "column",
            "separator",
            "encoding",
            "header",
            "quotes",
            "blank",
            "format",
            "digests",
            "join",
            "split-mib",
            "max-list-age");
    /** What Spark itself would cut at line breaks in quotes. */
    private static final Set<String> TEXT_OF_SPARK = Set.of("csv", "json", "xml");

    private static final long DEFAULT_SPLIT_MIB = 128;
    private static final long MAX_SPLIT_MIB = 1 << 20;
    /** A result is good for thirty days, as for the command line. */
    private static final long MAX_AGE_DAYS = 30;

    private static final long MAX_AGE = 100_000;

    static JobOptions of(String[] args) {
        Map<String, List<String>> said = new TreeMap<>();
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("--")) {
                inputs.add(args[i]);
                continue;
            }
            int equals = args[i].indexOf('=');
            String name = args[i].substring(2, equals < 0 ? args[i].length() : equals);
            if (!NAMES.contains(name)) {
                throw new Refusal(ExitCode.USAGE, "error.usage.option", name);
            }
            if (equals < 0 && i + 1 == args.length) {
                throw new Refusal(ExitCode.USAGE, "error.usage.missing", name);
            }
            String value = equals < 0 ? args[++i] : args[i].substring(equals + 1);
            said.computeIfAbsent(name, k -> new ArrayList<>()).add(value);
        }
        if (inputs.isEmpty()) {
            throw new Refusal(ExitCode.USAGE, "error.usage.no-input");
        }
        return new Values(said).options(inputs);
    }

    /** The values of options, by name. */
    private record Values(Map<String, List<String>> said) {
        JobOptions options(List<String> inputs) {
            String format = value("format") == null ? TEXT : required("format").toLowerCase(Locale.ROOT);
            if (TEXT_OF_SPARK.contains(format)) {
                throw new Refusal(ExitCode.USAGE, "error.usage.format", format);
            }
            LayoutWanted layout = new LayoutWanted(
                    List.copyOf(said.getOrDefault("column", List.of())),
                    separator(),
                    encoding(),
                    yesNo("header"),
                    yesNo("quotes"),
                    placeholders());
            return new JobOptions(
                    required("list"),
                    required("out"),
                    List.copyOf(inputs),
                    format,
                    layout,
                    !Boolean.FALSE.equals(yesNo("digests")),
                    !Boolean.FALSE.equals(yesNo("join")),
                    number("split-mib", 1, MAX_SPLIT_MIB, DEFAULT_SPLIT_MIB) << 20,
                    number("max-list-age", 0, MAX_AGE, MAX_AGE_DAYS));
        }

        private @Nullable String value(String name) {
            List<String> values = said.getOrDefault(name, List.of());
            return values.isEmpty() ? null : values.get(values.size() - 1);
        }

        private String required(String name) {
            String value = value(name);
            if (value == null || value.isEmpty()) {
                throw new Refusal(ExitCode.USAGE, "error.usage.missing", name);
            }
            return value;
        }

        private @Nullable Boolean yesNo(String name) {
            String value = value(name);
            if (value == null) {
                return null;
            }
            return switch (value) {
                case "yes" -> true;
                case "no" -> false;
                default -> throw wrong(name, value);
            };
        }

        private @Nullable Character separator() {
            String value = value("separator");
            if (value == null) {
                return null;
            }
            if (value.equalsIgnoreCase("tab") || value.equals("\\t")) {
                return '\t';
            }
            if (value.length() != 1 || value.charAt(0) >= 0x80 || "\"\r\n".indexOf(value.charAt(0)) >= 0) {
                throw wrong("separator", value);
            }
            return value.charAt(0);
        }

        private @Nullable Encoding encoding() {
            String value = value("encoding");
            return value == null ? null : Encoding.of(value).orElseThrow(() -> wrong("encoding", value));
        }

        private Placeholders placeholders() {
            List<String> texts = said.getOrDefault("blank", List.of());
            return Placeholders.usualAnd(texts).orElseThrow(() -> wrong("blank", String.join(", ", texts)));
        }

        private long number(String name, long least, long most, long otherwise) {
            String value = value(name);
            if (value == null) {
                return otherwise;
            }
            if (value.isEmpty() || value.length() > 9 || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw wrong(name, value);
            }
            long number = Long.parseLong(value);
            if (number < least || number > most) {
                throw wrong(name, value);
            }
            return number;
        }

        private static Refusal wrong(String name, String value) {
            return new Refusal(ExitCode.USAGE, "error.usage.value", name, value);
        }
    }
}
