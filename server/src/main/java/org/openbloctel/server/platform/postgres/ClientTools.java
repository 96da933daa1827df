package org.openbloctel.server.platform.postgres;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.settings.SettingsException;

/**
 * PostgreSQL's own tools for dumps, as they are installed on this machine, on the database of a login. They must be as new as the server.
 * Immutable.
 */
public final class ClientTools {
    private static final Duration PATIENCE = Duration.ofHours(12);
    private static final String JDBC = "jdbc:";
    /** One host, as a name (which may have an underscore) or an address, and its port. */
    private static final Pattern AUTHORITY = Pattern.compile("(?:\\[([^]]+)]|([^:,\\[]+))(?::([0-9]+))?");

    private final Map<String, String> environment;
    private final Path folder;

    /**
     * The tools for one database.
     *
     * @param folder where they are; empty for the path of the system
     * @throws SettingsException if the address names several hosts: a restore must not write to the wrong one
     */
    public ClientTools(Settings.Login login, Path folder) {
        this.environment = environment(login);
        this.folder = folder;
    }

    /** Writes a dump of the whole database. */
    public void dump(Path file) throws IOException {
        run("pg_dump", "--format=custom", "--no-password", "--file=" + file);
    }

    /**
     * Puts a dump into an empty database, as its owner: the schemas first, then all that is in them. Functions are given to roles that need
     * the right to create in those schemas for that moment.
     *
     * @param prepared called between the two
     */
    public void restore(Path dump, Runnable prepared) throws IOException {
        Path schemas = Files.createTempFile("bloctel-schemas", ".list");
        Path rest = Files.createTempFile("bloctel-rest", ".list");
        try {
            List<String> entries =
                    run("pg_restore", "--list", dump.toString()).lines().toList();
            Files.write(schemas, entries.stream().filter(ClientTools::isSchema).toList());
            Files.write(rest, entries.stream().filter(entry -> !isSchema(entry)).toList());
            load(dump, schemas);
            prepared.run();
            load(dump, rest);
        } finally {
            Files.delete(schemas);
            Files.delete(rest);
        }
    }

    private void load(Path dump, Path list) throws IOException {
        run(
                "pg_restore",
                "--exit-on-error",
                "--no-password",
                "--dbname=" + environment.get("PGDATABASE"),
                "--use-list=" + list,
                dump.toString());
    }

    private static boolean isSchema(String entry) {
        return entry.matches("[0-9]+; [0-9]+ [0-9]+ SCHEMA - .*");
    }

    private String run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(folder.resolve(program).toString()));
        command.addAll(List.of(arguments));
        Programs.Result result = Programs.run(PATIENCE, command, environment);
        if (result.failed()) {
            throw new IOException(program + " failed: " + result.lastLines());
        }
        return result.said();
    }

    /** What libpq takes from a JDBC address; what the system's environment says of TLS stays. */
    private static Map<String, String> environment(Settings.Login login) {
        URI url = URI.create(login.url().substring(JDBC.length()));
        Map<String, String> environment = new LinkedHashMap<>();
        System.getenv().forEach((name, value) -> {
            if (name.startsWith("PGSSL")) {
                environment.put(name, value);
            }
        });
        String authority = url.getAuthority() == null ? "localhost" : url.getAuthority();
        Matcher place = AUTHORITY.matcher(authority);
        if (!place.matches()) {
            throw new SettingsException(List.of("openbloctel.database.url: give one host."
                    + " A backup reads one server, and a restore writes to one."));
        }
        environment.put("PGHOST", place.group(1) == null ? place.group(2) : place.group(1));
        environment.put("PGPORT", place.group(3) == null ? "5432" : place.group(3));
        environment.put("PGDATABASE", url.getPath().substring(1));
        String query = url.getQuery() == null ? "" : url.getQuery();
        for (String parameter : query.split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            switch (parts[0]) {
                case "sslmode" -> environment.put("PGSSLMODE", parts[1]);
                case "sslrootcert" -> environment.put("PGSSLROOTCERT", parts[1]);
                case "user" -> environment.put("PGUSER", parts[1]);
                case "password" -> environment.put("PGPASSWORD", parts[1]);
                default -> {}
            }
        }
        if (login.user() != null) {
            environment.put("PGUSER", login.user());
        }
        if (login.password() != null) {
            environment.put("PGPASSWORD", login.password());
        }
        return environment;
    }
}
