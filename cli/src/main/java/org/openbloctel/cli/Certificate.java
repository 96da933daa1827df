package org.openbloctel.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.openbloctel.scrub.engine.Verdict;

/**
 * A certificate whose signature holds. There is no other way to have one: what is not signed by one of the keys, or is not
 * spelled exactly as it was signed, is refused with exit code 4. Immutable.
 *
 * @param content what was signed, as docs/formats/certificate.md has it
 */
record Certificate(Json content) {
    private static final String TYPE = "openbloctel-certificate+jws";
    private static final int KEY_BYTES = 32;
    private static final int MAX = 1 << 20;
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int FORMATS = 2;

    /** An Ed25519 signature has 64 bytes: what is shorter was cut off. */
    private static final Pattern COMPACT = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]{86}");

    /**
     * A certificate in one of the forms in which it is handed out.
     *
     * @param jws the signed form
     * @param beside what the API's answer has as its content; it has to be what was signed
     */
    record Shown(String jws, Optional<Json> beside) {}

    /**
     * The signed form in a file's bytes: the file itself, the API's answer, or what a PDF has attached. A byte-order mark (of UTF-16,
     * too, as PowerShell writes it) and line breaks, which an editor or a mail put in, are no part of what was signed.
     */
    static Shown signedForm(byte[] file, String name) {
        if (new String(file, 0, Math.min(4, file.length), StandardCharsets.ISO_8859_1).equals("%PDF")) {
            String jws = attached(file).orElseThrow(() -> new Failure(ExitCode.LIST, "error.certificate.pdf", name));
            return new Shown(jws, Optional.empty());
        }
        String text = decoded(file).strip();
        return text.startsWith("{") ? answered(text) : new Shown(text.replaceAll("\\s", ""), Optional.empty());
    }

    private static String decoded(byte[] file) {
        String head = HexFormat.of().formatHex(file, 0, Math.min(2, file.length));
        boolean wide = head.equals("fffe") || head.equals("feff");
        return new String(file, wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8).replace("\uFEFF", "");
    }

    private static Shown answered(String text) {
        try {
            Json answer = Json.read(text);
            Json beside = answer.get("certificate");
            String jws = answer.get("jws").need();
            return new Shown(jws, beside.value() == null ? Optional.empty() : Optional.of(beside));
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.LIST, "error.certificate.shape");
        }
    }

    /** Looks through the streams of a PDF. What is found there is believed only once its signature holds. */
    private static Optional<String> attached(byte[] pdf) {
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        Matcher starts = Pattern.compile("stream\\r?\\n").matcher(text);
        while (starts.find()) {
            if (starts.start() >= 3 && text.startsWith("end", starts.start() - 3)) {
                continue;
            }
            String unpacked = unpacked(pdf, starts.end());
            if (COMPACT.matcher(unpacked).matches()) {
                return Optional.of(unpacked);
            }
        }
        return Optional.empty();
    }

    private static String unpacked(byte[] pdf, int from) {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(pdf, from, pdf.length - from);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 13];
            while (!inflater.finished() && out.size() < MAX) {
                int count = inflater.inflate(buffer);
                if (count == 0) {
                    return "";
                }
                out.write(buffer, 0, count);
            }
            return out.toString(StandardCharsets.ISO_8859_1).strip();
        } catch (DataFormatException e) {
            return "";
        }
    }

    /** The certificate, when one of the keys of a JWK Set signed it, and what is shown beside it is what was signed. */
    static Certificate verified(Shown shown, Json keys) throws IOException {
        Certificate certificate = verified(shown.jws(), keys);
        if (shown.beside().isPresent() && !shown.beside().get().equals(certificate.content())) {
            throw new Failure(ExitCode.LIST, "error.certificate.altered");
        }
        return certificate;
    }

    /** The certificate, when one of the keys of a JWK Set signed it. */
    static Certificate verified(String jws, Json keys) throws IOException {
        if (!COMPACT.matcher(jws).matches()) {
            throw new Failure(ExitCode.LIST, "error.certificate.shape");
        }
        String[] parts = jws.split("\\.", -1);
        try {
            Json header = Json.read(text(parts[0]));
            String algorithm = header.get("alg").need();
            if (!header.get("typ").need().equals(TYPE)
                    || !(algorithm.equals("EdDSA") || algorithm.equals("Ed25519"))
                    || header.get("crit").value() != null) {
                throw new Failure(ExitCode.LIST, "error.certificate.shape");
            }
            byte[] key = key(keys, header.get("kid").need());
            byte[] message = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8);
            if (!holds(key, message, bytes(parts[2]))) {
                throw new Failure(ExitCode.LIST, "error.certificate.altered");
            }
            Json content = Json.read(text(parts[1]));
            long format = content.get("format").number(0);
            if (format < 1 || format > FORMATS) {
                throw new Failure(ExitCode.LIST, "error.certificate.newer");
            }
            return new Certificate(content);
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.LIST, "error.certificate.altered");
        }
    }

    private static byte[] key(Json keys, String id) {
        return keys.get("keys").items().stream()
                .filter(key -> key.get("kid").text().equals(Optional.of(id)))
                .filter(key -> key.get("crv").text().equals(Optional.of("Ed25519")))
                .map(key -> bytes(key.get("x").need()))
                .filter(key -> key.length == KEY_BYTES)
                .findFirst()
                .orElseThrow(() -> new Failure(ExitCode.LIST, "error.certificate.key", id));
    }

    private static boolean holds(byte[] key, byte[] message, byte[] signed) {
        byte[] encoded = Arrays.copyOf(X509_HEAD, X509_HEAD.length + KEY_BYTES);
        System.arraycopy(key, 0, encoded, X509_HEAD.length, KEY_BYTES);
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            signature.update(message);
            return signature.verify(signed);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no key of Ed25519", e);
        }
    }

    private static String text(String part) {
        return new String(bytes(part), StandardCharsets.UTF_8);
    }

    /** The decoder forgives bits that mean nothing; here every bit counts. */
    private static byte[] bytes(String part) {
        byte[] bytes = Base64.getUrlDecoder().decode(part);
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
            throw new IllegalArgumentException("another spelling");
        }
        return bytes;
    }

    /** The first instant at which the check is no longer good for a call. */
    Instant expiresAt() {
        try {
            return Instant.parse(content.get("expiresAt").need());
        } catch (DateTimeException e) {
            throw new Failure(ExitCode.LIST, "error.certificate.newer");
        }
    }

    /** A kind of file: until 1.0 servers and certificates may call {@code callable} what is only not listed. */
    static String kind(String named, boolean byLaw) {
        return named.equals(Verdict.CALLABLE.label(true)) ? Verdict.CALLABLE.label(byLaw) : named;
    }

    /** The kind of the file with this digest: {@code input}, {@code callable}…; nothing when it is none of them. */
    Optional<String> kindOf(String sha256) {
        if (content.get("input").get("sha256").text().equals(Optional.of(sha256))) {
            return Optional.of("input");
        }
        return content.get("outputs").items().stream()
                .filter(output -> output.get("sha256").text().equals(Optional.of(sha256)))
                .findFirst()
                .flatMap(output -> output.get("kind").text())
                .map(kind -> kind(kind, !content.get("scope").text().equals(Optional.of("list"))));
    }
}
