package org.openbloctel.server.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a command begins with so that it does not run as root, which PostgreSQL refuses: nothing for an ordinary user; for
 * root a user namespace, in which it is nobody in particular but still owns root's files; where such are forbidden, or the
 * folder is another user's already, that other user.
 */
final class Prefix {
    private static final int ROOT = 0;
    private static final int NOBODY = 65534;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String CURE =
            "Start the server as an ordinary user, or use a PostgreSQL of your own with --db.";

    private Prefix() {}

    static List<String> forOwnerOf(Path folder) throws IOException {
        if (uid(Path.of("/proc/self")) != ROOT) {
            return List.of();
        }
        int owner = uid(folder);
        if (owner == ROOT) {
            List<String> namespace = List.of("unshare", "--user");
            if (works(namespace, "true")) {
                return namespace;
            }
            owner = NOBODY;
        }
        List<String> asOther =
                List.of("setpriv", "--reuid=" + owner, "--regid=" + owner, "--clear-groups", "--inh-caps=-all");
        if (!works(asOther, "true")) {
            throw new PostgresException(
                    "PostgreSQL does not run as root, and neither unshare nor setpriv works.", CURE);
        }
        giveAway(folder, owner);
        if (!works(asOther, "test", "-w", folder.toString())) {
            throw new PostgresException(
                    "PostgreSQL does not run as root, and user " + owner + " cannot reach " + folder + ".",
                    "Choose a data folder below one that all may enter, or " + CURE);
        }
        return asOther;
    }

    private static boolean works(List<String> prefix, String... command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(List.of(command));
        return !Programs.run(PATIENCE, all).failed();
    }

    private static void giveAway(Path folder, int owner) throws IOException {
        Files.setAttribute(folder, "unix:uid", owner);
        Files.setAttribute(folder, "unix:gid", owner);
        Path password = folder.resolve("password");
        if (Files.exists(password)) {
            Files.setAttribute(password, "unix:uid", owner);
        }
    }

    static int uid(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:uid");
    }
}
