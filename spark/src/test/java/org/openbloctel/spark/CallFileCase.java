package org.openbloctel.spark;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One case of {@code spec/call-files.yaml}, which says what its keys mean, as options of the job. */
record CallFileCase(Map<String, Object> keys) {
    private static final Pattern REPEAT = Pattern.compile("\\{\\{(.*?)\\*([0-9]+)}}", Pattern.DOTALL);
    private static final Map<String, String> OPTIONS =
            Map.of("separator", "separator", "readAs", "encoding", "header", "header", "quotes", "quotes");

    static List<CallFileCase> all() throws IOException {
        try (Reader in = Files.newBufferedReader(Path.of("..", "spec", "call-files.yaml"))) {
            List<Map<String, Object>> cases = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            return cases.stream().map(CallFileCase::new).toList();
        }
    }

    String id() {
        return text("id");
    }

    List<Long> listed() {
        return keys.containsKey("listed")
                ? strings("listed").stream()
                        .map(number -> Long.valueOf(number.replace("+", "")))
                        .toList()
                : List.of(33639980001L);
    }

    byte[] file() {
        return bytes("file", isMarked());
    }

    byte[] returned(String verdict) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes("head", isMarked()));
        out.writeBytes(bytes(verdict, false));
        return out.toByteArray();
    }

    /** What the caller says of the layout. */
    List<String> options() {
        List<String> options = new ArrayList<>();
        strings("column").forEach(column -> options.addAll(List.of("--column", column)));
        OPTIONS.forEach((key, option) -> {
            Object said = keys.get(key);
            if (said != null) {
                String value = said instanceof Boolean yes ? (yes ? "yes" : "no") : said.toString();
                options.addAll(List.of("--" + option, value));
            }
        });
        return options;
    }

    String fault() {
        return text("fault");
    }

    List<String> strings(String key) {
        Object value = keys.get(key);
        if (value instanceof List<?> list) {
            return list.stream().map(Object::toString).toList();
        }
        return value == null ? List.of() : List.of(value.toString());
    }

    Map<?, ?> reasons() {
        return (Map<?, ?>) keys.getOrDefault("reasons", Map.of());
    }

    private String text(String key) {
        return Objects.toString(keys.get(key), "");
    }

    private boolean isMarked() {
        return Boolean.TRUE.equals(keys.get("bom"));
    }

    private byte[] bytes(String key, boolean mark) {
        Matcher repeat = REPEAT.matcher(text(key));
        String text = repeat.replaceAll(m -> Matcher.quoteReplacement(m.group(1).repeat(Integer.parseInt(m.group(2)))));
        return ((mark ? "\ufeff" : "") + text).getBytes(charset());
    }

    private Charset charset() {
        String name = Objects.toString(keys.get("encoding"), "utf-8");
        return name.equals("bytes") ? StandardCharsets.ISO_8859_1 : Charset.forName(name);
    }

    @Override
    public String toString() {
        return id();
    }
}
