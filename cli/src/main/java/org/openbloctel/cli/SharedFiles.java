package org.openbloctel.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * What packages put into {@code /usr/share} beside the command, written when they are built: pages for man, completions, and the changelog that
 * Debian wants compressed.
 */
public final class SharedFiles {
    /** Where a gzip file says how hard it was compressed, and the sign for the hardest. */
    private static final int EFFORT = 8;

    private static final byte HARDEST = 2;

    private SharedFiles() {}

    /** Writes it: {@code SharedFiles FOLDER VERSION CHANGELOG}. */
    public static void main(String[] args) throws IOException {
        Path share = Path.of(args[0]);
        for (String language : List.of("en", "fr")) {
            Messages messages = Messages.of(new String[] {}, Locale.of(language));
            Path pages = share.resolve(language.equals("en") ? "man/man1" : "man/fr/man1");
            for (Map.Entry<String, String> page :
                    new Manual(messages, commands(messages), args[1]).pages().entrySet()) {
                write(pages.resolve(page.getKey() + ".1.gz"), compressed(page.getValue()));
            }
        }
        String changes = Files.readString(Path.of(args[2])).replace("[[version]]", args[1].replace('-', '~'));
        write(share.resolve("doc/openbloctel/changelog.gz"), compressed(changes));
        Messages messages = Messages.of(new String[] {}, Locale.ENGLISH);
        Completions completions = new Completions(messages, commands(messages));
        write(share.resolve("bash-completion/completions/bloctel"), bytes(completions.bash()));
        write(share.resolve("zsh/vendor-completions/_bloctel"), bytes(completions.zsh()));
        write(share.resolve("fish/vendor_completions.d/bloctel.fish"), bytes(completions.fish()));
    }

    /** The commands of a program that is not run. */
    private static List<Command> commands(Messages messages) {
        PrintStream none = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Main(new Terminal(InputStream.nullInputStream(), none, none, Clock.systemUTC(), false), messages)
                .commands();
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, content);
    }

    /** As Debian wants it: by gzip at its best, without a time. */
    private static byte[] compressed(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(bytes(text));
        }
        byte[] file = out.toByteArray();
        file[EFFORT] = HARDEST;
        return file;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
