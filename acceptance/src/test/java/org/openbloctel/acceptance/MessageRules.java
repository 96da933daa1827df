package org.openbloctel.acceptance;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * French and English messages stand in step: the same keys, each once, in the order of the French file, which is written first. Those of the
 * server are used.
 */
final class MessageRules {
    private static final String FRENCH = "messages_fr.properties";
    private static final String ENGLISH = "messages_en.properties";

    private static final String SERVER = "src/main/resources/i18n/";
    private static final Pattern NAME = Pattern.compile("[A-Za-z][\\w-]*(?:\\.[\\w-]+)*\\.?");
    /** Made of a refusal's code, a rule of retention, the name of a mail; asked for by Spring. */
    private static final Pattern NAMED_NOWHERE =
            Pattern.compile("BT-\\d{4}\\..*|retention\\..*|.*\\.mail\\..*\\.subject|typeMismatch");

    private MessageRules() {}

    /**
     * Keys that are named nowhere, neither whole nor by a beginning that more is put behind: {@code "law.sector."}, {@code "law.sector.%s"} or
     * {@code "law.sector"}. A beginning of one word names only what has one word more.
     */
    static List<Fault> unusedMessages(List<RepositoryFile> files) {
        Set<String> named = new HashSet<>();
        files.stream()
                .filter(file -> file.path().contains("src/main/"))
                .filter(file -> file.name().matches(".*\\.(java|html|yaml|js)"))
                .map(RepositoryFile::text)
                .forEach(text -> NAME.matcher(text).results().forEach(found -> {
                    boolean quoted = text.startsWith("\"", found.end()) || text.startsWith("'", found.end());
                    named.add(found.group());
                    named.add(quoted ? found.group() + "\"" : found.group());
                }));
        List<Fault> faults = new ArrayList<>();
        for (RepositoryFile file : files) {
            if (file.name().equals(FRENCH) && file.path().contains(SERVER)) {
                keys(file).stream()
                        .filter(key -> !NAMED_NOWHERE.matcher(key).matches() && !isNamed(key, named))
                        .forEach(key -> faults.add(new Fault(file.path(), "nothing uses " + key)));
            }
        }
        return faults;
    }

    private static boolean isNamed(String key, Set<String> named) {
        if (named.contains(key)) {
            return true;
        }
        int words = 1;
        for (int dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
            String beginning = key.substring(0, dot);
            boolean more = words > 1 || key.indexOf('.', dot + 1) < 0;
            if (more && (named.contains(beginning + ".") || (words > 1 && named.contains(beginning + "\"")))) {
                return true;
            }
            words++;
        }
        return false;
    }

    static List<Fault> bundlesOutOfStep(List<RepositoryFile> files) {
        Map<String, RepositoryFile> byPath =
                files.stream().collect(Collectors.toMap(RepositoryFile::path, Function.identity()));
        List<Fault> faults = new ArrayList<>();
        for (RepositoryFile file : files) {
            if (file.name().equals(FRENCH)) {
                RepositoryFile english = byPath.get(file.folder() + ENGLISH);
                if (english == null) {
                    faults.add(new Fault(file.path(), "has no " + ENGLISH + " beside it"));
                } else {
                    compare(file, english, faults);
                }
            } else if (file.name().equals(ENGLISH) && !byPath.containsKey(file.folder() + FRENCH)) {
                faults.add(new Fault(file.path(), "has no " + FRENCH + " beside it"));
            }
        }
        return faults;
    }

    private static void compare(RepositoryFile french, RepositoryFile english, List<Fault> faults) {
        List<String> wanted = keys(french);
        List<String> found = keys(english);
        Set<String> once = new HashSet<>();
        wanted.stream()
                .filter(key -> !once.add(key))
                .forEach(key -> faults.add(new Fault(french.path(), "has " + key + " twice")));
        if (wanted.equals(found)) {
            return;
        }
        List<String> missing =
                wanted.stream().filter(key -> !found.contains(key)).toList();
        List<String> extra = found.stream().filter(key -> !wanted.contains(key)).toList();
        faults.add(new Fault(
                english.path(),
                missing.isEmpty() && extra.isEmpty()
                        ? "the keys are not in the order of " + FRENCH
                        : "missing " + missing + ", not in French " + extra));
    }

    private static List<String> keys(RepositoryFile bundle) {
        List<String> keys = new ArrayList<>();
        Properties inOrder = new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                keys.add(key.toString());
                return super.put(key, value);
            }
        };
        try {
            inOrder.load(new StringReader(bundle.text()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return keys;
    }
}
