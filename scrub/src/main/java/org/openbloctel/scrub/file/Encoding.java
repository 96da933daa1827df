package org.openbloctel.scrub.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The character encodings that call files come in. */
public enum Encoding {
    /** UTF-8, with or without a byte-order mark. */
    UTF_8("utf-8", StandardCharsets.UTF_8, "\u00ef\u00bb\u00bf"),
    /** Windows-1252, a superset of ISO 8859-1: what French spreadsheets write by default. */
    WINDOWS_1252("windows-1252", Charset.forName("windows-1252"), ""),
    /** UTF-16 little-endian: the "Unicode text" of spreadsheets. */
    UTF_16LE("utf-16le", StandardCharsets.UTF_16LE, "\u00ff\u00fe"),
    /** UTF-16 big-endian. */
    UTF_16BE("utf-16be", StandardCharsets.UTF_16BE, "\u00fe\u00ff");

    private final String label;
    private final Charset charset;
    private final String mark;

    Encoding(String label, Charset charset, String mark) {
        this.label = label;
        this.charset = charset;
        this.mark = mark;
    }

    /** The name used on the command line and in reports. */
    public String label() {
        return label;
    }

    /** The JDK's charset. */
    public Charset charset() {
        return charset;
    }

    /** Bytes a character unit: 2 for UTF-16, else 1. */
    public int unit() {
        return this == UTF_16LE || this == UTF_16BE ? 2 : 1;
    }

    /** The byte-order mark, empty where there is none. */
    byte[] mark() {
        return mark.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The encoding of this name ({@code latin1} and {@code cp1252} too), in any case. */
    public static Optional<Encoding> of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "utf-8", "utf8" -> Optional.of(UTF_8);
            case "windows-1252", "cp1252", "latin1", "latin-1", "iso-8859-1", "iso-8859-15", "ansi" ->
                Optional.of(WINDOWS_1252);
            case "utf-16le", "utf-16" -> Optional.of(UTF_16LE);
            case "utf-16be" -> Optional.of(UTF_16BE);
            default -> Optional.empty();
        };
    }
}
