package org.openbloctel.cli;

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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One case of {@code spec/call-files.yaml}, which says what its keys mean, as a command line. */
record CallFileCase(Map<String, Object> keys) {
    private static final Pattern REPEAT = Pattern.compile("\\{\\{(.*?)\\*([0-9]+)}}", Pattern.DOTALL);

    static List<CallFileCase> all() throws IOException {
        try (Reader in = Files.newBufferedReader(Path.of("..", "spec", "call-files.yaml"))) {
            List<Map<String, Object>> cases = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            return cases.stream().map(CallFileCase::new).toList();
        }
    }

    String id() {
        return text("id");
    }

    Set<String> words() {
        return keys.keySet();
    }

    List<String> listed() {
        return keys.containsKey("listed") ? strings("listed") : List.of("33639980001");
    }

    byte[] file() {
        return bytes("file", marked());
    }

    byte[] returned(String verdict) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes("head", marked()));
        out.writeBytes(bytes(verdict, false));
        return out.toByteArray();
    }

    /** What the caller says of the layout, as options. */
    List<String> options() {
        List<String> options = new ArrayList<>();
        for (String column : strings("column")) {
            options.addAll(List.of("--column", column));
        }
        for (Map.Entry<String, String> option : Map.of(
                        "separator", "separator", "readAs", "encoding", "header", "header", "quotes", "quotes")
                .entrySet()) {
            Object said = keys.get(option.getKey());
            if (said != null) {
                String value = said instanceof Boolean yes ? (yes ? "yes" : "no") : said.toString();
                options.addAll(List.of("--" + option.getValue(), value));
            }
        }
        return options;
    }

    String text(String key) {
        return Objects.toString(keys.get(key), "");
    }

    List<String> strings(String key) {
        Object value = keys.get(key);
        if (value instanceof List<?> list) {
            return list.stream().map(Object::toString).toList();
        }
        return value == null ? List.of() : List.of(value.toString());
    }

    private boolean marked() {
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
