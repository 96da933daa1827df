package org.openbloctel.server.calls.mailbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openbloctel.registry.calls.mailbox.Envelope;

/**
 * Reads a header {@code Authentication-Results} (RFC 8601). Comments count for nothing; what is quoted is a
 * value, even if it looks like more. A header that is not whole says nothing.
 */
final class AuthenticationResults {
    private static final Pattern RESULT =
            Pattern.compile("([a-z0-9-]+)(?:/[0-9]+)?=([a-z]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PROPERTY =
            Pattern.compile("([a-z]+)\\.([a-z0-9-]+)=(.+)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private AuthenticationResults() {}

    /**
     * What this server says in this header; nothing when the header is another server's.
     *
     * @param server its authserv-id
     */
    static Envelope.Authentication of(String header, String server) {
        Optional<List<List<String>>> read = read(header);
        if (read.isEmpty() || !isOf(read.get(), server)) {
            return Envelope.Authentication.NONE;
        }
        Set<String> signers = new HashSet<>();
        Set<String> aligned = new HashSet<>();
        for (List<String> result : read.get().subList(1, read.get().size())) {
            Matcher verdict = RESULT.matcher(result.isEmpty() ? "" : result.getFirst());
            if (verdict.matches() && verdict.group(2).equalsIgnoreCase("pass")) {
                switch (verdict.group(1).toLowerCase(Locale.ROOT)) {
                    case "dkim" -> signers.addAll(signers(result));
                    case "dmarc" -> aligned.addAll(values(result, "from"));
                    default -> {}
                }
            }
        }
        return new Envelope.Authentication(signers, aligned);
    }

    /** The first piece names the server, and perhaps the version of what it says, which has to be the first. */
    private static boolean isOf(List<List<String>> pieces, String server) {
        List<String> first = pieces.getFirst();
        boolean known = first.size() == 1 || (first.size() == 2 && first.get(1).equals("1"));
        return known && first.getFirst().equalsIgnoreCase(server);
    }

    /** The signing domain: {@code header.d}; of those that give only {@code header.i}, what stands behind its @. */
    private static Set<String> signers(List<String> result) {
        Set<String> domains = values(result, "d");
        if (!domains.isEmpty()) {
            // Two would be one too many: it is not known which of them is meant.
            return domains.size() == 1 ? domains : Set.of();
        }
        Set<String> identities = values(result, "i");
        if (identities.size() != 1) {
            return Set.of();
        }
        String identity = identities.iterator().next();
        return Set.of(identity.substring(identity.lastIndexOf('@') + 1));
    }

    private static Set<String> values(List<String> result, String name) {
        Set<String> values = new HashSet<>();
        for (String word : result) {
            Matcher property = PROPERTY.matcher(word);
            if (property.matches()
                    && property.group(1).equalsIgnoreCase("header")
                    && property.group(2).equalsIgnoreCase(name)) {
                values.add(property.group(3).toLowerCase(Locale.ROOT));
            }
        }
        return values;
    }

    /** The pieces between semicolons, each as its words; a word holds its equals sign with what stands on either side. */
    private static Optional<List<List<String>>> read(String header) {
        List<List<String>> pieces = new ArrayList<>();
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int i = 0;
        while (i < header.length()) {
            char c = header.charAt(i);
            if (c == '(') {
                i = behindComment(header, i);
            } else if (c == '"') {
                i = behindQuoted(header, i, word);
            } else if (c == ';') {
                end(word, words);
                pieces.add(List.copyOf(words));
                words.clear();
                i++;
            } else if (c <= ' ') {
                i = behindBlank(header, i);
                boolean joined = endsWithEquals(word) || (i < header.length() && header.charAt(i) == '=');
                if (!joined) {
                    end(word, words);
                }
            } else {
                word.append(c);
                i++;
            }
            if (i < 0) {
                return Optional.empty();
            }
        }
        end(word, words);
        pieces.add(List.copyOf(words));
        return pieces.getFirst().isEmpty() ? Optional.empty() : Optional.of(pieces);
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static boolean endsWithEquals(StringBuilder word) {
        return !word.isEmpty() && word.charAt(word.length() - 1) == '=';
    }

    private static int behindBlank(String header, int from) {
        int i = from;
        while (i < header.length() && header.charAt(i) <= ' ') {
            i++;
        }
        return i;
    }

    /** Behind the comment that begins here, comments in it included; -1 when it never ends. */
    private static int behindComment(String header, int from) {
        int depth = 0;
        for (int i = from; i < header.length(); i++) {
            switch (header.charAt(i)) {
                case '\\' -> i++;
                case '(' -> depth++;
                case ')' -> {
                    depth--;
                    if (depth == 0) {
                        return i + 1;
                    }
                }
                default -> {}
            }
        }
        return -1;
    }

    /** Behind the quoted text that begins here, which is added to the word; -1 when it never ends. */
    private static int behindQuoted(String header, int from, StringBuilder word) {
        for (int i = from + 1; i < header.length(); i++) {
            char c = header.charAt(i);
            if (c == '"') {
                return i + 1;
            }
            if (c == '\\' && i + 1 < header.length()) {
                i++;
                c = header.charAt(i);
            }
            word.append(c);
        }
        return -1;
    }
}
