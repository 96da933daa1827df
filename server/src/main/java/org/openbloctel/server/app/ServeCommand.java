package org.openbloctel.server.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.settings.SecretFile;
import org.openbloctel.server.platform.settings.SettingsException;

/**
 * The command line of {@code bloctel serve} and the file of settings, made into one set of names and values; the command line
 * wins. Everything wrong is found before anything starts.
 */
final class ServeCommand {
    static final String HELP = """
            bloctel serve [--demo] [--port N] [--data DIR] [--db JDBC_URL] [--config FILE]
            Starts the server, on its embedded PostgreSQL in DIR where no --db is given.

              --demo         sample people and companies, their logins printed; mail is shown at /demo/mail
              --port N       the port it listens on (8080)
              --data DIR     where it keeps its files (data)
              --db JDBC_URL  your own PostgreSQL: jdbc:postgresql://HOST:PORT/DATABASE
              --config FILE  its settings (openbloctel.properties in DIR)
              --settings     prints all settings with what they mean, a file to begin with
              --rotate-master-key
                             puts a new master key before the others in DIR, and ends; see docs/operations.md
              --reseal-numbers
                             seals all numbers under a new key after theirs leaked, while no server runs, and
                             ends; see docs/operations.md
              --migrate      brings the database to the schema of this version, as its owner, and ends
              --help         prints this
            """;

    static final String PORT = "openbloctel.port";
    static final String MANAGEMENT_PORT = "openbloctel.management.port";
    static final String CHECKS_PORT = "openbloctel.checks.port";
    static final String SFTP_PORT = "openbloctel.sftp.port";
    static final String DATA_FOLDER = "openbloctel.data-folder";
    static final String MASTER_KEY = "openbloctel.master-key";
    private static final String MASTER_KEY_FILE = "openbloctel.master-key-file";

    private static final String SETTINGS_FILE = "openbloctel.properties";
    private static final int MAX_PORT = 65535;
    private static final String SHIPPED_PORT = "8080";
    private static final List<String> PORTS_ABOVE = List.of(MANAGEMENT_PORT, CHECKS_PORT, SFTP_PORT);
    private static final String CONFIG = "--config";
    private static final String LOG_LEVEL = "logging.level.";
    private static final String DEMO = "openbloctel.demo";
    private static final String CREDENTIALS = "CREDENTIALS_DIRECTORY";
    private static final String CREDENTIALS_MARK = "${" + CREDENTIALS + "}";
    private static final Map<String, String> OPTIONS =
            Map.of("--port", PORT, "--data", DATA_FOLDER, "--db", "openbloctel.database.url", CONFIG, CONFIG);

    private ServeCommand() {}

    /** All settings with their comments, as they are shipped. */
    static String shippedSettings() {
        try (InputStream stream = ServeCommand.class.getResourceAsStream("/" + SETTINGS_FILE)) {
            if (stream == null) {
                throw new IllegalStateException(SETTINGS_FILE + " is not on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings that differ from the shipped ones. Throws {@link SettingsException}. */
    static Map<String, String> settings(List<String> arguments) {
        return settings(arguments, "serve");
    }

    /** The same for another command, which has the same options. */
    static Map<String, String> settings(List<String> arguments, String command) {
        List<String> problems = new ArrayList<>();
        Map<String, String> given = options(arguments, command, problems);
        String config = given.remove(CONFIG);
        Path data = Path.of(given.getOrDefault(DATA_FOLDER, "data"));
        Path file = config == null ? data.resolve(SETTINGS_FILE) : Path.of(config);
        Map<String, String> settings = new LinkedHashMap<>();
        if (config != null || Files.exists(file)) {
            settings.putAll(fromFile(file, problems));
        }
        settings.putAll(given);
        settlePorts(settings, problems);
        takeMasterKeys(settings, problems);
        if ("true".equals(settings.getOrDefault(DEMO, "").strip())) {
            problems.addAll(withoutDemo(ServeCommand.class.getClassLoader()));
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return settings;
    }

    /** Replaces each port that is so far above the first one, as {@code +2}, by its number; the one for operations stands at {@code +1}. */
    private static void settlePorts(Map<String, String> settings, List<String> problems) {
        if (settings.containsKey(PORT)) {
            settings.putIfAbsent(MANAGEMENT_PORT, "+1");
        }
        String first = settings.getOrDefault(PORT, SHIPPED_PORT).strip();
        if (!checkPort(PORT, first, problems)) {
            return;
        }
        for (String name : PORTS_ABOVE) {
            String port = settings.getOrDefault(name, "").strip();
            if (port.matches("[+][0-9]{1,5}")) {
                port = first.equals("0")
                        ? "0"
                        : Integer.toString(Integer.parseInt(first) + Integer.parseInt(port.substring(1)));
                settings.put(name, port);
            }
            if (!port.isEmpty()) {
                checkPort(name, port, problems);
            }
        }
    }

    private static boolean checkPort(String name, String port, List<String> problems) {
        boolean fits = port.matches("[0-9]{1,6}") && Integer.parseInt(port) <= MAX_PORT;
        if (!fits) {
            problems.add(name + " is \"" + port + "\": give a whole number from 0 to " + MAX_PORT + ".");
        }
        return fits;
    }

    /** Puts the keys of their file where all commands look for them. */
    private static void takeMasterKeys(Map<String, String> settings, List<String> problems) {
        if (!settings.getOrDefault(MASTER_KEY, "").isBlank()) {
            return;
        }
        try {
            String text =
                    SecretFile.of(settings.getOrDefault(MASTER_KEY_FILE, "")).text();
            if (text != null) {
                String keys = text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .collect(Collectors.joining(","));
                settings.put(MASTER_KEY, keys);
            }
        } catch (SettingsException e) {
            e.problems().forEach(problem -> problems.add(MASTER_KEY_FILE + " " + problem + "."));
        }
    }

    /** What is wrong with asking for the demo, by the classes that are there: packages for production come without it. */
    static List<String> withoutDemo(ClassLoader classes) {
        return classes.getResource("org/openbloctel/server/demo/DemoConfiguration.class") != null
                ? List.of()
                : List.of(DEMO + " is true, and this package is for production, without the demo:"
                        + " use the archive openbloctel-VERSION.zip, or the sources.");
    }

    private static Map<String, String> options(List<String> arguments, String command, List<String> problems) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String[] option = arguments.get(i).split("=", 2);
            String setting = OPTIONS.get(option[0]);
            if (arguments.get(i).equals("--demo")) {
                given.put(DEMO, "true");
            } else if (setting == null) {
                problems.add(
                        "\"" + option[0] + "\" is no option of " + command + ": see bloctel " + command + " --help.");
            } else if (option.length == 2) {
                given.put(setting, option[1]);
            } else if (i + 1 < arguments.size()) {
                i++;
                given.put(setting, arguments.get(i));
            } else {
                problems.add(option[0] + " needs a value: see bloctel " + command + " --help.");
            }
        }
        return given;
    }

    private static Map<String, String> fromFile(Path file, List<String> problems) {
        Properties properties = new Properties();
        String credentials = System.getenv(CREDENTIALS);
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            if (!properties.getProperty(MASTER_KEY, "").isBlank() && SecretFile.isForEverybody(file)) {
                problems.add(MASTER_KEY + " stands in " + file
                        + ", which everybody can read: chmod 600 it, and rotate the key" + " (docs/operations.md).");
            }
        } catch (IOException | IllegalArgumentException e) {
            problems.add("The settings in " + file + " cannot be read: " + e + ".");
        }
        Set<String> known = names();
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : properties.stringPropertyNames().stream().sorted().toList()) {
            if (known.contains(name) || name.startsWith(LOG_LEVEL)) {
                settings.put(name, withCredentials(properties.getProperty(name), credentials, name, problems));
            } else {
                problems.add(
                        "\"" + name + "\" in " + file + " is no setting: bloctel serve --settings lists them all.");
            }
        }
        return settings;
    }

    /** The value with the folder of systemd's credentials in it, where it names that. */
    static String withCredentials(String value, @Nullable String folder, String name, List<String> problems) {
        if (!value.contains(CREDENTIALS_MARK)) {
            return value;
        }
        if (folder == null || folder.isBlank()) {
            problems.add(name + " is \"" + value + "\", and there is no " + CREDENTIALS
                    + ": start the server by its unit (systemctl start openbloctel), or set " + CREDENTIALS
                    + " to the folder of the secrets.");
            return "";
        }
        return value.replace(CREDENTIALS_MARK, folder);
    }

    private static Set<String> names() {
        return shippedSettings()
                .lines()
                .filter(line -> line.startsWith("openbloctel."))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toSet());
    }
}
