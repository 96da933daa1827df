package org.openbloctel.bench;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openbloctel.bench.process.Command;

/** Starts a class of this module in a JVM of its own, of the same JDK, with no more on its class path than it needs. */
final class JavaCommand {

    private static final String PEERS = "org.openbloctel.bench.peers.";

    private JavaCommand() {}

    static Command of(String peer, List<Path> libraries, Object... words) {
        String classPath = Stream.concat(location("org.openbloctel.bench.Bench").stream(), libraries.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        List<Object> all = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")));
        if (!libraries.isEmpty()) {
            all.add("--enable-native-access=ALL-UNNAMED");
        }
        all.addAll(List.of("-cp", classPath, PEERS + peer));
        all.addAll(List.of(words));
        return Command.of(all.toArray());
    }

    /** The folder or jar that a class comes from, if it is there. */
    static Optional<Path> location(String className) {
        try {
            Class<?> found = Class.forName(className, false, JavaCommand.class.getClassLoader());
            CodeSource source = found.getProtectionDomain().getCodeSource();
            return source == null
                    ? Optional.empty()
                    : Optional.of(Path.of(source.getLocation().toURI()));
        } catch (ClassNotFoundException | URISyntaxException absent) {
            return Optional.empty();
        }
    }
}
