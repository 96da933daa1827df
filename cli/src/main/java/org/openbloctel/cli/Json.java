package org.openbloctel.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON as servers and certificates write it: maps in their order, lists, texts, numbers as they are written, true, false, null.
 * Strict (RFC 8259), with a limit to depth; a name that comes twice is a fault, since two readers could take different ones.
 * Throws {@link IllegalArgumentException}. Immutable.
 */
record Json(@Nullable Object value) {
    /** A number, as it is written. */
    record Figure(String text) {}

    static Json read(String text) {
        Reader reader = new Reader(text);
        Object value = reader.value(0);
        reader.end();
        return new Json(value);
    }

    /** What stands under a name; nothing when this is no map or has no such name. */
    Json get(String name) {
        return new Json(value instanceof Map<?, ?> map ? map.get(name) : null);
    }

    List<Json> items() {
        List<Json> items = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> items.add(new Json(item)));
        }
        return items;
    }

    /** The text, or nothing when this is none. */
    Optional<String> text() {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The text, or a fault when this is none. */
    String need() {
        return text().orElseThrow(() -> new IllegalArgumentException("a text is missing"));
    }

    /** The whole number, or the other when this is none. */
    long number(long otherwise) {
        return value instanceof Figure figure && figure.text().matches("-?[0-9]{1,18}")
                ? Long.parseLong(figure.text())
                : otherwise;
    }

    /** As JSON again, on one line. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        write(out, value);
        return out.toString();
    }

    private static void write(StringBuilder out, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                quote(out.append(separator), String.valueOf(entry.getKey()));
                write(out.append(": "), entry.getValue());
                separator = ", ";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            String separator = "[";
            for (Object item : list) {
                write(out.append(separator), item);
                separator = ", ";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof String text) {
            quote(out, text);
        } else {
            out.append(value instanceof Figure figure ? figure.text() : String.valueOf(value));
        }
    }

    static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                out.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /** Reads one text. */
    private static final class Reader {
        private static final int DEEPEST = 50;

        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        @Nullable
        Object value(int depth) {
            if (depth > DEEPEST) {
                throw fault();
            }
            blanks();
            return switch (peek()) {
                case '{' -> map(depth);
                case '[' -> list(depth);
                case '"' -> string();
                default -> word();
            };
        }

        void end() {
            blanks();
            if (at < text.length()) {
                throw fault();
            }
        }

        private Map<String, @Nullable Object> map(int depth) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            at++;
            if (take('}')) {
                return map;
            }
            do {
                blanks();
                String name = string();
                if (map.containsKey(name) || !take(':')) {
                    throw fault();
                }
                map.put(name, value(depth + 1));
            } while (take(','));
            return closed(map, '}');
        }

        private List<@Nullable Object> list(int depth) {
            List<@Nullable Object> list = new ArrayList<>();
            at++;
            if (take(']')) {
                return list;
            }
            do {
                list.add(value(depth + 1));
            } while (take(','));
            return closed(list, ']');
        }

        private <T> T closed(T read, char end) {
            if (!take(end)) {
                throw fault();
            }
            return read;
        }

        private @Nullable Object word() {
            int start = at;
            while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String word = text.substring(start, at);
            return switch (word) {
                case "true" -> true;
                case "false" -> false;
                case "null" -> null;
                default -> {
                    if (!word.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
                        throw fault();
                    }
                    yield new Figure(word);
                }
            };
        }

        private String string() {
            if (peek() != '"') {
                throw fault();
            }
            at++;
            StringBuilder out = new StringBuilder();
            while (peek() != '"') {
                char c = text.charAt(at++);
                if (c < ' ') {
                    throw fault();
                }
                out.append(c == '\\' ? escaped() : c);
            }
            at++;
            return out.toString();
        }

        private char escaped() {
            char c = peek();
            at++;
            return switch (c) {
                case '"', '\\', '/' -> c;
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'u' -> {
                    String digits = at + 4 <= text.length() ? text.substring(at, at + 4) : "";
                    if (!digits.matches("[0-9a-fA-F]{4}")) {
                        throw fault();
                    }
                    at += 4;
                    yield (char) Integer.parseInt(digits, 16);
                }
                default -> throw fault();
            };
        }

        private char peek() {
            if (at >= text.length()) {
                throw fault();
            }
            return text.charAt(at);
        }

        private boolean take(char wanted) {
            blanks();
            boolean there = at < text.length() && text.charAt(at) == wanted;
            at += there ? 1 : 0;
            return there;
        }

        private void blanks() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private IllegalArgumentException fault() {
            return new IllegalArgumentException("no JSON at character " + at);
        }
    }
}
