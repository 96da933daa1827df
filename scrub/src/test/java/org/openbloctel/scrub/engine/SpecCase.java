package org.openbloctel.scrub.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.file.Encoding;
import org.openbloctel.scrub.file.LayoutOptions;
import org.yaml.snakeyaml.Yaml;

/** One case of {@code spec/call-files.yaml}, which says what its keys mean. For the engine, the command line and the Spark job alike. */
public final class SpecCase {
    private static final Pattern REPEAT = Pattern.compile("\\{\\{(.*?)\\*([0-9]+)}}", Pattern.DOTALL);

    private static final Map<String, String> OPTIONS =
            Map.of("separator", "separator", "readAs", "encoding", "header", "header", "quotes", "quotes");

    private final Map<String, Object> keys;

    private SpecCase(Map<String, Object> keys) {
        this.keys = keys;
    }

    /** All cases, in the order of the file. */
    public static List<SpecCase> all() throws IOException {
        try (Reader in = Files.newBufferedReader(Path.of("../spec/call-files.yaml"))) {
            List<Map<String, Object>> cases = new Yaml().load(in);
            return cases.stream().map(SpecCase::new).toList();
        }
    }

    public String id() {
        return text("id");
    }

    public List<Long> listed() {
        return keys.get("listed") instanceof List<?> numbers
                ? numbers.stream()
                        .map(n -> Long.valueOf(n.toString().replace("+", "")))
                        .toList()
                : List.of(33639980001L);
    }

    public byte[] file() {
        return bytes("file", Boolean.TRUE.equals(keys.get("bom")));
    }

    /** What every returned file begins with. */
    byte[] preamble() {
        return bytes("head", Boolean.TRUE.equals(keys.get("bom")));
    }

    /** Whether the first line is a header. */
    public boolean header() {
        return keys.containsKey("head") || keys.containsKey("noHead");
    }

    /** The whole returned file. */
    public byte[] returned(Verdict verdict) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(preamble());
        out.writeBytes(bytes(verdict.label(true), false));
        return out.toByteArray();
    }

    private List<String> columns() {
        Object column = keys.getOrDefault("column", List.of());
        return column instanceof List<?> several
                ? several.stream().map(Object::toString).toList()
                : List.of(column.toString());
    }

    /** What the caller says of the layout, as options of a command. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        columns().forEach(column -> arguments.addAll(List.of("--column", column)));
        OPTIONS.forEach((key, option) -> {
            Object said = keys.get(key);
            if (said != null) {
                String value = said instanceof Boolean yes ? (yes ? "yes" : "no") : said.toString();
                arguments.addAll(List.of("--" + option, value));
            }
        });
        return arguments;
    }

    LayoutOptions options() {
        return new LayoutOptions(
                columns(),
                Optional.ofNullable(keys.get("separator")).map(s -> s.toString().charAt(0)),
                Optional.ofNullable(keys.get("readAs")).flatMap(s -> Encoding.of(s.toString())),
                Optional.ofNullable((Boolean) keys.get("header")),
                Optional.ofNullable((Boolean) keys.get("quotes")));
    }

    @Nullable
    public String fault() {
        return (String) keys.get("fault");
    }

    /** What the refusal names. */
    public List<String> details() {
        return strings("details");
    }

    /** Encoding, separator and columns, cut by slashes. */
    public String layout() {
        return text("layout");
    }

    public Map<?, ?> reasons() {
        return (Map<?, ?>) keys.getOrDefault("reasons", Map.of());
    }

    public boolean namesPlaces() {
        return keys.containsKey("places");
    }

    public List<String> places() {
        return strings("places");
    }

    private List<String> strings(String key) {
        return keys.get(key) instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
    }

    private String text(String key) {
        return Objects.toString(keys.get(key), "");
    }

    private byte[] bytes(String key, boolean mark) {
        Matcher repeat = REPEAT.matcher(text(key));
        String text = repeat.replaceAll(m -> Matcher.quoteReplacement(m.group(1).repeat(Integer.parseInt(m.group(2)))));
        return ((mark ? "\ufeff" : "") + text).getBytes(charset());
    }

    private Charset charset() {
        return switch (Objects.toString(keys.get("encoding"), "utf-8")) {
            case "utf-8" -> StandardCharsets.UTF_8;
            case "windows-1252" -> Encoding.WINDOWS_1252.charset();
            case "utf-16le" -> StandardCharsets.UTF_16LE;
            case "utf-16be" -> StandardCharsets.UTF_16BE;
            case "bytes" -> StandardCharsets.ISO_8859_1;
            default -> throw new IllegalArgumentException(id());
        };
    }

    /** Its keys. */
    public Set<String> words() {
        return keys.keySet();
    }

    @Override
    public String toString() {
        return id();
    }
}
