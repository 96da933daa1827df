package org.openbloctel.server.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.openbloctel.server.platform.settings.SecretFile;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.settings.SettingsException;

/**
 * The words of a command beside {@code serve} that works on a server's data: its flags, its folder, and the settings of the server.
 *
 * @param flags those that were given, without their dashes
 * @param folders words that are no options
 * @param language of what it prints
 * @param settings those of the server
 */
record CommandWords(Set<String> flags, List<Path> folders, String language, Map<String, String> settings) {
    private static final String LANGUAGE = "--lang";

    static CommandWords of(String command, Set<String> flags, List<String> words) {
        List<String> rest = new ArrayList<>();
        Set<String> given = new TreeSet<>();
        List<Path> folders = new ArrayList<>();
        String language = Locale.getDefault().getLanguage();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean more = i + 1 < words.size();
            if (word.startsWith("--") && flags.contains(word.substring(2))) {
                given.add(word.substring(2));
            } else if (word.startsWith(LANGUAGE + "=")) {
                language = word.substring(LANGUAGE.length() + 1);
            } else if (word.equals(LANGUAGE) && more) {
                i++;
                language = words.get(i);
            } else if (!word.startsWith("-")) {
                folders.add(Path.of(word).toAbsolutePath());
            } else {
                rest.add(word);
                if (!word.contains("=") && more && !words.get(i + 1).startsWith("--")) {
                    i++;
                    rest.add(words.get(i));
                }
            }
        }
        return new CommandWords(given, folders, language, ServeCommand.settings(rest, command));
    }

    /** The one folder that was given. */
    Path folder(String command) {
        if (folders.size() != 1) {
            throw new SettingsException(List.of("give one folder: see bloctel " + command + " --help."));
        }
        return folders.getFirst();
    }

    Path data() {
        return Path.of(settings.getOrDefault(ServeCommand.DATA_FOLDER, "data"));
    }

    Path submissions() {
        return folder("openbloctel.submissions.folder", "submissions");
    }

    Path evidence() {
        return folder("openbloctel.consents.evidence-folder", "evidence");
    }

    Path checkpoints() {
        return folder("openbloctel.audit.checkpoint-folder", "checkpoints");
    }

    private Path folder(String name, String usual) {
        String given = settings.getOrDefault(name, "");
        return given.isBlank() ? data().resolve(usual) : Path.of(given);
    }

    /** The login of a pool; the owner's where it has none of its own. */
    Settings.Login login(String side, Settings.Login owner) {
        String prefix = "openbloctel.database." + side + ".";
        String user = settings.getOrDefault(prefix + "user", "");
        String password = SecretFile.of(settings.getOrDefault(prefix + "password-file", ""))
                .text();
        return user.isBlank() ? owner : new Settings.Login(owner.url(), user, password);
    }
}
