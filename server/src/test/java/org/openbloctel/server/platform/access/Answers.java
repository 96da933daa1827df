package org.openbloctel.server.platform.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All answers of a server at one moment, by the door that gave them, without what is new in each answer of each server: of a digest or an id
 * there stays whether the door gave the same one before.
 */
record Answers(Map<String, String> byDoor) {
    /** What is measured by a real clock, secrets, and names that are made by chance or counted up for all servers of a test. */
    private static final List<Part> LEFT_OUT = List.of(
            new Part("(?<=(jeton=|\"jeton\" value=\"|_csrf=|_csrf\" value=\"))[\\w-]+", "SECRET"),
            new Part("(?<=obt_test_)[\\w-]{4}", "SECRET"),
            new Part("(?<=\"(millis|free|entry)\": ?)\\d+", "MEASURED"),
            new Part("(?<=(portail-|C-\\d{4}-\\d\\d-\\d\\d-))[0-9a-f]{8}", "REFERENCE"),
            new Part("(?<=\"reference\":\")[0-9A-Z]{10}(?=\")", "REFERENCE"),
            new Part("\\b(Q|[0-9A-Z]{3})(-[0-9A-Z]{3,4}){2}\\b", "REFERENCE"),
            new Part("\\b\\d{3}((\u00a0|\u202f|%C2%A0| )?\\d{3}){3}\\b", "REGISTRATION"),
            new Part("\\b000[\u00a0\u202f ]?000[\u00a0\u202f ]?\\d{3}\\b", "SIREN"),
            new Part("(?<=openbloctel_list_changes )\\S+", "MEASURED"),
            new Part("(?s)\\s*<section aria-labelledby=\"history\">.*?</section>", ""));

    /** Ids and digests. */
    private static final Pattern BY_CHANCE =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<![\\w-])(?=[\\w-]*\\d)[\\w-]{22,}");

    private record Part(Pattern pattern, String name) {
        Part(String pattern, String name) {
            this(Pattern.compile(pattern), name);
        }
    }

    /** What doors gave before, so that it is known what they give again. For one server and one thread. */
    static final class Memory {
        private final Map<String, Set<String>> given = new HashMap<>();

        /** Answers of now. */
        Answers of(Map<String, String> answers) {
            Map<String, String> plain = new TreeMap<>();
            answers.forEach((door, answer) -> plain.put(door, plain(door, answer)));
            return new Answers(plain);
        }

        private String plain(String door, String answer) {
            Set<String> before = given.getOrDefault(door, Set.of());
            Set<String> now = new HashSet<>();
            Matcher found = BY_CHANCE.matcher(Answers.plain(answer));
            String plain = found.replaceAll(match -> {
                now.add(match.group());
                return before.contains(match.group()) ? "SAME" : "NEW";
            });
            given.put(door, now);
            return plain;
        }
    }

    /** An answer without what is left out, and with what is by chance. */
    static String plain(String answer) {
        String plain = answer;
        for (Part part : LEFT_OUT) {
            plain = part.pattern().matcher(plain).replaceAll(part.name());
        }
        return plain;
    }

    /** The doors whose answers differ from others, each with its first lines that do. */
    Map<String, String> different(Answers others) {
        Map<String, String> differences = new TreeMap<>();
        TreeSet<String> doors = new TreeSet<>(byDoor.keySet());
        doors.addAll(others.byDoor.keySet());
        for (String door : doors) {
            String difference = difference(byDoor.getOrDefault(door, ""), others.byDoor.getOrDefault(door, ""));
            if (!difference.isEmpty()) {
                differences.put(door, difference);
            }
        }
        return differences;
    }

    /** Where two answers differ: of each line from the first letter that does. Empty for the same. */
    static String difference(String one, String other) {
        String[] some = one.split("\n", -1);
        String[] others = other.split("\n", -1);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < Math.max(some.length, others.length); i++) {
            String a = i < some.length ? some[i] : "";
            String b = i < others.length ? others[i] : "";
            if (!a.equals(b)) {
                differences.add(excerpt(a, b) + " | " + excerpt(b, a));
            }
        }
        return String.join("\n", differences.subList(0, Math.min(differences.size(), 4)));
    }

    private static String excerpt(String line, String other) {
        int at = 0;
        while (at < Math.min(line.length(), other.length()) && line.charAt(at) == other.charAt(at)) {
            at++;
        }
        return line.substring(Math.max(0, at - 40), Math.min(line.length(), at + 60));
    }
}
