package org.openbloctel.server.callfiles.certificate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The manifest of a signed archive, for its reader.
 *
 * @param kind what the archive is: {@code dossier}
 * @param madeAt when it was made
 * @param company whose it is; empty when the manifest names none
 * @param files what it names
 * @param digest the digest that was asked for; empty for none
 * @param match the file that has this digest; empty when none has it
 */
record ArchiveView(
        String kind, Instant madeAt, String company, String siren, List<File> files, String digest, String match) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Copies. */
    ArchiveView {
        files = List.copyOf(files);
    }

    /** A file of the archive. */
    record File(String name, long bytes, String digest) {}

    /** Of a manifest that this service signed, so nothing in it is missing. */
    static ArchiveView of(String manifest, String digest) {
        JsonNode json = JSON.readTree(manifest);
        List<File> files = new ArrayList<>();
        for (JsonNode file : json.path("files")) {
            files.add(new File(
                    file.path("name").asString(),
                    file.path("bytes").asLong(),
                    file.path("sha256").asString().substring("sha256:".length())));
        }
        String match = files.stream()
                .filter(file -> file.digest().equals(digest))
                .map(File::name)
                .findFirst()
                .orElse("");
        return new ArchiveView(
                json.path("kind").asString(""),
                Instant.parse(json.path("madeAt").asString()),
                json.path("company").path("name").asString(""),
                json.path("company").path("siren").asString(""),
                files,
                digest,
                match);
    }
}
