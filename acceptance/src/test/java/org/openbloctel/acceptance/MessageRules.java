package org.openbloctel.acceptance;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/** French and English messages stand in step: the same keys, in the order of the French file, which is written first. */
final class MessageRules {
    private static final String FRENCH = "messages_fr.properties";
    private static final String ENGLISH = "messages_en.properties";

    private MessageRules() {}

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
