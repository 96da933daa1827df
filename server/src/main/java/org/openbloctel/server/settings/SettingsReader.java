package org.openbloctel.server.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.credential.Email;
import org.openbloctel.registry.refusal.RefusedException;
import org.springframework.core.env.PropertyResolver;

/** Reads settings by their names and collects what is wrong with them, so that one start tells all of it. Not thread-safe. */
public final class SettingsReader {
    private final PropertyResolver values;
    private final List<String> problems = new ArrayList<>();

    public SettingsReader(PropertyResolver values) {
        this.values = values;
    }

    /** The text; nothing when it is left empty. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.getProperty(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The text, or a problem. */
    public String wanted(String name, String what) {
        return text(name).orElseGet(() -> {
            problem(name, "is empty: " + what);
            return "";
        });
    }

    public int number(String name, int least, int most) {
        String text = text(name).orElse("");
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        problem(name, "is \"" + text + "\": give a whole number from " + least + " to " + most);
        return least;
    }

    boolean flag(String name) {
        String text = text(name).orElse("");
        if (!text.equals("true") && !text.equals("false")) {
            problem(name, "is \"" + text + "\": give true or false");
        }
        return text.equals("true");
    }

    public <E extends Enum<E>> E choice(String name, Class<E> choices) {
        String text = text(name).orElse("");
        for (E choice : choices.getEnumConstants()) {
            if (text.equals(choice.name().toLowerCase(Locale.ROOT))) {
                return choice;
            }
        }
        String all = Arrays.stream(choices.getEnumConstants())
                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        problem(name, "is \"" + text + "\": give one of " + all);
        return choices.getEnumConstants()[0];
    }

    URI address(String name) {
        String text = text(name).orElse("");
        if (text.matches("https?://[^/?#\\s]+(/[^?#\\s]*[^/?#\\s])?")) {
            return URI.create(text);
        }
        problem(name, "is \"" + text + "\": give an address like https://example.org, without a slash at the end");
        return URI.create("http://localhost");
    }

    /** E-mail addresses between commas, as they are compared. */
    public Set<String> emails(String name) {
        Set<String> emails = new LinkedHashSet<>();
        for (String one : text(name).orElse("").split(",", -1)) {
            try {
                if (!one.isBlank()) {
                    emails.add(Email.of(one));
                }
            } catch (RefusedException e) {
                problem(name, "names \"" + one.strip() + "\": give e-mail addresses, separated by commas");
            }
        }
        return emails;
    }

    Path path(String name) {
        return Path.of(wanted(name, "give a folder")).toAbsolutePath().normalize();
    }

    /** What stands in the file that the setting names; null when it names none. */
    @Nullable
    public String secret(String name) {
        Optional<String> file = text(name);
        if (file.isEmpty()) {
            return null;
        }
        try {
            Path path = Path.of(file.get());
            if (Files.exists(path) && isForEverybody(path)) {
                problem(name, "names a file that everybody can read: chmod 600 it, and change what stands in it");
            }
            return Files.readString(path).strip();
        } catch (IOException e) {
            problem(name, "names a file that cannot be read (" + e + "): make it, for this server's user alone");
            return null;
        }
    }

    private static boolean isForEverybody(Path file) throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView(PosixFileAttributeView.class)
                && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    }

    public void problem(String name, String what) {
        problems.add(name + " " + what + ".");
    }

    public void end() {
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }
}
