package org.openbloctel.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
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
    private static final int MAX = 1 << 20;
    private static final int FORMATS = 2;

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
            if (Signed.COMPACT.matcher(unpacked).matches()) {
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
        Json content = Signed.content(jws, keys, TYPE, "error.certificate.");
        long format = content.get("format").number(0);
        if (format < 1 || format > FORMATS) {
            throw new Failure(ExitCode.LIST, "error.certificate.newer");
        }
        return new Certificate(content);
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
