package org.openbloctel.server.app;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openbloctel.server.platform.doctor.Doctor;
import org.openbloctel.server.platform.settings.SettingsException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.logging.LoggingSystem;

/** The server. */
@SpringBootApplication(scanBasePackages = "org.openbloctel.server")
@ConfigurationPropertiesScan("org.openbloctel.server")
public class ServerApplication {
    private static final int USAGE = 2;
    private static final int NOT_STARTED = 1;

    /** What works on a server's data without being one. */
    private static final Set<String> COMMANDS =
            Set.of(DoctorCommand.NAME, BackupCommand.BACKUP, BackupCommand.RESTORE, AuditCommand.NAME);

    /**
     * More carriers of virtual threads than pages are made at once: no virtual thread is interrupted, so with as many carriers as processors the
     * requests of programs wait for the pages before them. Before the first virtual thread.
     */
    private static void shareProcessors() {
        String carriers = "jdk.virtualThreadScheduler.parallelism";
        if (System.getProperty(carriers) == null) {
            System.setProperty(
                    carriers,
                    Integer.toString(Math.max(12, 4 * Runtime.getRuntime().availableProcessors())));
        }
    }

    /** Starts it; the arguments are those of {@code bloctel serve}. Ends with 2 when they are wrong, 1 when it cannot start. */
    public static void main(String[] arguments) {
        shareProcessors();
        List<String> words = Arrays.asList(arguments);
        PrintStream out = System.out;
        String command = words.isEmpty() ? "" : words.getFirst();
        if (COMMANDS.contains(command)) {
            run(command, words.subList(1, words.size()));
            return;
        }
        if (words.contains("--help") || words.contains("-h")) {
            out.print(ServeCommand.HELP);
            return;
        }
        if (words.contains("--settings")) {
            out.print(ServeCommand.shippedSettings());
            return;
        }
        if (words.contains(RotateCommand.OPTION)) {
            rotate(words);
            return;
        }
        if (words.contains(ResealCommand.OPTION)) {
            reseal(words);
            return;
        }
        if (words.contains(MigrateCommand.OPTION)) {
            migrate(words);
            return;
        }
        String[] settings;
        try {
            settings = springArguments(ServeCommand.settings(words));
        } catch (SettingsException e) {
            refuse(e);
            return;
        }
        try {
            SpringApplication.run(ServerApplication.class, settings);
        } catch (RuntimeException e) {
            // Spring has said why.
            System.exit(StartFailure.isOfSettings(e) ? USAGE : NOT_STARTED);
        }
    }

    @SuppressWarnings("IllegalCatch") // what cannot be reached ends as one line
    private static void run(String command, List<String> words) {
        // Before Spring sets it up, the log would be on standard output, beside the report.
        LoggingSystem.get(ServerApplication.class.getClassLoader()).beforeInitialize();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            if (command.equals(DoctorCommand.NAME)) {
                DoctorCommand.Result result = DoctorCommand.run(words);
                out.print(result.text());
                System.exit(result.exitCode());
            }
            out.println(
                    switch (command) {
                        case AuditCommand.NAME -> AuditCommand.run(words);
                        case BackupCommand.RESTORE -> BackupCommand.restore(words);
                        default -> BackupCommand.backup(words);
                    });
        } catch (SettingsException e) {
            e.problems().forEach(problem -> System.err.println("bloctel " + command + ": " + problem));
            System.exit(USAGE);
        } catch (RuntimeException e) {
            System.err.println("bloctel " + command + ": it cannot be done: " + e.getMessage());
            System.exit(command.equals(DoctorCommand.NAME) ? Doctor.Report.UNCHECKED : NOT_STARTED);
        }
    }

    private static void rotate(List<String> words) {
        try {
            System.out.println(RotateCommand.run(words));
        } catch (SettingsException e) {
            refuse(e);
        }
    }

    @SuppressWarnings("IllegalCatch") // every fault of the database ends as one line; what was done stays done
    private static void reseal(List<String> words) {
        try {
            System.out.println(ResealCommand.run(words, System.out));
        } catch (SettingsException e) {
            refuse(e);
        } catch (RuntimeException e) {
            System.err.println("bloctel serve: the numbers are not all sealed anew: " + e.getMessage()
                    + ". Run the same command again: it goes on where it was.");
            System.exit(NOT_STARTED);
        }
    }

    @SuppressWarnings("IllegalCatch") // every fault of the database or of a migration ends as one line
    private static void migrate(List<String> words) {
        try {
            System.out.println(MigrateCommand.run(words));
        } catch (SettingsException e) {
            refuse(e);
        } catch (RuntimeException e) {
            System.err.println("bloctel serve: the database cannot be migrated: " + e.getMessage());
            System.exit(NOT_STARTED);
        }
    }

    private static void refuse(SettingsException e) {
        e.problems().forEach(problem -> System.err.println("bloctel serve: " + problem));
        System.exit(USAGE);
    }

    private static String[] springArguments(Map<String, String> settings) {
        List<String> arguments = new ArrayList<>();
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        if ("json".equals(settings.get("openbloctel.log.format"))) {
            arguments.add("--logging.structured.format.console=logstash");
        }
        return arguments.toArray(String[]::new);
    }
}
