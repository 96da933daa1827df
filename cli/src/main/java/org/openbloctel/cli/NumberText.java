package org.openbloctel.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A file of numbers as text in UTF-8: UTF-16 is converted, a workbook or an archive is refused. */
final class NumberText {
    private static final int LOOKED_AT = 512;
    private static final int BUFFER = 1 << 14;

    private NumberText() {}

    static InputStream of(InputStream in, String file) throws IOException {
        PushbackInputStream back = new PushbackInputStream(in, LOOKED_AT);
        byte[] first = back.readNBytes(LOOKED_AT);
        back.unread(first);
        if (first.length >= 4 && first[0] == 'P' && first[1] == 'K' && first[2] < 9) {
            throw new Failure(ExitCode.INPUT, "error.numbers.archive", file);
        }
        return switch (mark(first)) {
            case "fffe" -> new Utf8(back, StandardCharsets.UTF_16LE);
            case "feff" -> new Utf8(back, StandardCharsets.UTF_16BE);
            default -> {
                for (byte b : first) {
                    if (b == 0) {
                        throw new Failure(ExitCode.INPUT, "error.numbers.binary", file);
                    }
                }
                yield back;
            }
        };
    }

    /** The byte-order mark of UTF-16, or what a file without it looks like: every other byte of its beginning is zero. */
    private static String mark(byte[] first) {
        if (first.length < 2) {
            return "";
        }
        int one = first[0] & 0xff;
        int two = first[1] & 0xff;
        if ((one == 0xff && two == 0xfe) || isZeroAt(first, 1)) {
            return "fffe";
        }
        return (one == 0xfe && two == 0xff) || isZeroAt(first, 0) ? "feff" : "";
    }

    private static boolean isZeroAt(byte[] first, int from) {
        for (int i = 0; i < first.length; i++) {
            if ((first[i] == 0) != ((i & 1) == from)) {
                return false;
            }
        }
        return true;
    }

    /** Characters on their way to UTF-8. */
    private static final class Utf8 extends InputStream {
        private final Reader reader;
        private final char[] characters = new char[BUFFER];
        private byte[] bytes = {};
        private int at;

        Utf8(InputStream in, Charset charset) {
            this.reader = new BufferedReader(new InputStreamReader(in, charset));
        }

        @Override
        public int read() throws IOException {
            return fill() ? bytes[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int n = Math.min(length, bytes.length - at);
            System.arraycopy(bytes, at, target, from, n);
            at += n;
            return n;
        }

        private boolean fill() throws IOException {
            while (at == bytes.length) {
                int n = reader.read(characters);
                if (n < 0) {
                    return false;
                }
                bytes = new String(characters, 0, n).getBytes(StandardCharsets.UTF_8);
                at = 0;
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
