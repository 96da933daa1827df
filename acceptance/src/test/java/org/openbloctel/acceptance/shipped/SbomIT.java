package org.openbloctel.acceptance.shipped;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bill of materials in each jar names the libraries that ship beside it, by their bytes, and those bytes are the ones whose checksums
 * the repository keeps.
 */
final class SbomIT {
    private static final String BILL = "META-INF/sbom/application.cdx.json";
    private static final Path CHECKSUMS = Path.of("../.mvn/checksums/checksums.sha256");

    /** The bills are made online only: a build without it (-o) keeps those of the one before, or none. */
    @BeforeEach
    void madeByThisBuild() {
        Assumptions.assumeFalse(System.getProperty("build.offline", "").endsWith("true"), "built offline");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cli", "server"})
    void componentsAreTheJarsThatShip(String module) throws Exception {
        assertThat(components(module).keySet()).isNotEmpty();
        assertThat(components(module)).isEqualTo(shipped(module));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cli", "server"})
    void sameSourcesGiveTheSameBill(String module) throws IOException {
        JsonObject bill = bill(module);
        assertThat(bill.has("serialNumber")).isFalse();
        assertThat(bill.getAsJsonObject("metadata").has("timestamp")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cli", "server"})
    void checksumOfEachLibraryOfOthersIsKept(String module) throws Exception {
        Map<String, String> kept = new HashMap<>();
        for (String line : Files.readAllLines(CHECKSUMS)) {
            String path = line.substring(line.indexOf(' ')).strip();
            kept.put(path.substring(path.lastIndexOf('/') + 1), line.substring(0, line.indexOf(' ')));
        }
        Map<String, String> others = shipped(module);
        others.keySet().removeIf(name -> name.matches("(scrub|law|xlsx|registry)-[0-9].*"));
        assertThat(kept)
                .as("a library of another version: make checksums, then look at the difference")
                .containsAllEntriesOf(others);
    }

    private static Map<String, String> components(String module) throws IOException {
        Map<String, String> components = new TreeMap<>();
        for (JsonElement each : bill(module).getAsJsonArray("components")) {
            JsonObject component = each.getAsJsonObject();
            String jar = component.get("name").getAsString() + "-"
                    + component.get("version").getAsString() + ".jar";
            for (JsonElement hash : component.getAsJsonArray("hashes")) {
                if (hash.getAsJsonObject().get("alg").getAsString().equals("SHA-256")) {
                    components.put(jar, hash.getAsJsonObject().get("content").getAsString());
                }
            }
        }
        return components;
    }

    private static Map<String, String> shipped(String module) throws IOException, GeneralSecurityException {
        Map<String, String> jars = new TreeMap<>();
        for (Path jar : Shipment.built().libraries(module)) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
            jars.put(String.valueOf(jar.getFileName()), HexFormat.of().formatHex(digest));
        }
        return jars;
    }

    private static JsonObject bill(String module) throws IOException {
        try (ZipFile jar = new ZipFile(Shipment.built().jar(module).toFile());
                InputStream in = jar.getInputStream(Objects.requireNonNull(jar.getEntry(BILL), BILL))) {
            return JsonParser.parseString(new String(in.readAllBytes(), UTF_8)).getAsJsonObject();
        }
    }
}
