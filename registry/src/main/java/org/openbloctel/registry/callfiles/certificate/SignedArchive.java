package org.openbloctel.registry.callfiles.certificate;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.openbloctel.registry.platform.vault.Sha256;

/**
 * Writes a ZIP whose last two entries prove the others: {@code manifest.json} names each file with its length and SHA-256, and
 * {@code manifest.jws} is the same text, signed by the key that signs certificates. The format is docs/formats/archive.md. An archive
 * that was not {@linkplain #finish finished} has no manifest. Not thread-safe; the caller closes the stream below.
 */
public final class SignedArchive {
    static final String TYPE = "openbloctel-archive+jws";

    static final String MANIFEST = "manifest.json";
    static final String SIGNED = "manifest.jws";

    private static final String PART = "[\\p{L}\\p{N}_][\\p{L}\\p{N} ._-]{0,100}";

    private static final Pattern NAME = Pattern.compile(PART + "(?:/" + PART + "){0,5}");

    private final ZipOutputStream zip;
    private final Jws.SigningKey key;
    private final LocalDateTime madeAt;
    private final Map<String, Object> manifest = new LinkedHashMap<>();
    private final List<Map<String, Object>> files = new ArrayList<>();
    private final Set<String> names = new HashSet<>(Set.of(MANIFEST, SIGNED));

    SignedArchive(OutputStream out, Jws.SigningKey key, Issuer issuer, Instant madeAt, Map<String, ?> about) {
        this.zip = new ZipOutputStream(new BufferedOutputStream(out));
        this.key = key;
        this.madeAt = LocalDateTime.ofInstant(madeAt, ZoneOffset.UTC);
        manifest.put("format", 1);
        manifest.put("issuer", Map.of("url", issuer.url()));
        manifest.put("madeAt", madeAt);
        about.forEach((name, value) -> {
            if (manifest.putIfAbsent(name, value) != null) {
                throw new IllegalArgumentException("the archive's own field: " + name);
            }
        });
    }

    /** Writes the content of a file. */
    public interface Content {
        /** Writes all of it. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Adds a file.
     *
     * @param name relative, with slashes: {@code certificates/8f0c.pdf}
     * @throws IllegalArgumentException if the name occurs already or would lead out of the archive
     */
    public void add(String name, byte[] content) throws IOException {
        add(name, out -> out.write(content));
    }

    /** Adds a file whose content is written as it is made. */
    public void add(String name, Content content) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name in an archive");
        }
        if (!names.add(name)) {
            throw new IllegalArgumentException("the name occurs twice");
        }
        MessageDigest sha256 = Sha256.newDigest();
        begin(name);
        Counted counted = new Counted(new DigestOutputStream(zip, sha256));
        content.writeTo(counted);
        zip.closeEntry();
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("name", name);
        file.put("bytes", counted.bytes);
        file.put("sha256", "sha256:" + HexFormat.of().formatHex(sha256.digest()));
        files.add(file);
    }

    /** Writes the manifest and the end of the ZIP. */
    public void finish() throws IOException {
        manifest.put("files", files);
        String json = Json.of(manifest);
        write(MANIFEST, json);
        write(SIGNED, Jws.signed(key, TYPE, json));
        zip.finish();
        zip.flush();
    }

    private void write(String name, String text) throws IOException {
        begin(name);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(madeAt);
        zip.putNextEntry(entry);
    }

    /** Counts, and keeps a content from closing the archive. */
    private static final class Counted extends FilterOutputStream {
        private long bytes;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            bytes++;
        }

        @Override
        public void write(byte[] from, int start, int length) throws IOException {
            out.write(from, start, length);
            bytes += length;
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
