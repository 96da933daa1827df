package org.openbloctel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pairs of keys, and results that they open; among them files that the command age 1.2.1 sealed. */
final class SealedResultsTest {
    private static final int CHUNK = 1 << 16;

    @TempDir
    private Path folder;

    private Path key = Path.of("");
    private String recipient = "";

    @BeforeEach
    void makeKey() {
        key = folder.resolve("my.key");
        recipient = made(key);
    }

    private static String made(Path file) {
        Ran ran = Ran.english("keygen", file.toString());
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
        return ran.out().strip();
    }

    @Test
    void privateKeyIsForItsOwnerAloneAndIsNeverPrinted() throws IOException {
        String text = Files.readString(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(text)
                .contains("# public key: " + recipient + "\n")
                .containsPattern("\nAGE-SECRET-KEY-1[A-Z0-9]{58}\n");
        assertThat(recipient).matches("age1[a-z0-9]{58}");

        Ran again = Ran.english("keygen", key.toString());

        assertThat(again.code()).isEqualTo(ExitCode.OUTPUT);
        assertThat(again.err()).contains("exists").doesNotContain("AGE-SECRET");
        assertThat(Files.readString(key)).isEqualTo(text);
    }

    @Test
    void resultOfAnyLengthIsOpened() throws IOException {
        long seed = new SecureRandom().nextLong();
        Random random = new Random(seed);
        for (int length : new int[] {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, random.nextInt(5 * CHUNK)}) {
            byte[] content = new byte[length];
            random.nextBytes(content);
            Path sealed = sealed("r" + length + ".callable.csv.age", content, recipient);

            Ran ran = open(sealed);

            assertThat(ran.code()).as("seed %d: %s", seed, ran.err()).isEqualTo(ExitCode.DONE);
            assertThat(folder.resolve("r" + length + ".callable.csv"))
                    .as("seed %d", seed)
                    .hasBinaryContent(content);
        }
        noWorkIsLeft();
    }

    @Test
    void eitherOfTwoKeysOpensAndOfTwoKeysInAFileTheRightOneIsTaken() throws IOException {
        Path other = folder.resolve("other.key");
        String theirs = made(other);
        Path both =
                Files.writeString(folder.resolve("both.key"), Files.readString(other) + "\n" + Files.readString(key));
        Path sealed = sealed("a.csv.age", "x".getBytes(StandardCharsets.UTF_8), recipient, theirs);

        assertThat(open(sealed).code()).isEqualTo(ExitCode.DONE);
        Files.delete(folder.resolve("a.csv"));
        assertThat(Ran.english("open", sealed.toString(), "--key", other.toString())
                        .code())
                .isEqualTo(ExitCode.DONE);
        Files.delete(folder.resolve("a.csv"));
        Ran warned = Ran.english("open", sealed.toString(), "--key", both.toString());
        assertThat(warned.code()).isEqualTo(ExitCode.DONE);
        assertThat(warned.err()).contains("chmod 600");
    }

    @Test
    void otherKeyIsNamedAndWritesNothing() throws IOException {
        Path other = folder.resolve("other.key");
        made(other);
        Path sealed = sealed("a.csv.age", new byte[3], recipient);

        Ran ran = Ran.french("open", sealed.toString(), "--key", other.toString());

        assertThat(ran.code()).isEqualTo(ExitCode.LIST);
        assertThat(ran.err()).contains("autre clé").contains("other.key");
        assertThat(folder.resolve("a.csv")).doesNotExist();
        noWorkIsLeft();
    }

    @Test
    void cutOrAlteredFileIsRefusedWhereverItIsCutOrAltered() throws IOException {
        long seed = new SecureRandom().nextLong();
        Random random = new Random(seed);
        byte[] content = new byte[2 * CHUNK + 100];
        random.nextBytes(content);
        Path sealed = sealed("a.csv.age", content, recipient);
        byte[] whole = Files.readAllBytes(sealed);
        List<byte[]> broken = new ArrayList<>();
        int payload = whole.length - content.length - 3 * 16;
        for (int cut : new int[] {
            0, 20, payload - 1, payload, payload + CHUNK + 16, payload + 2 * (CHUNK + 16), whole.length - 1
        }) {
            broken.add(Arrays.copyOf(whole, cut));
        }
        broken.add(Arrays.copyOf(whole, whole.length + 1));
        for (int i = 0; i < 20; i++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            broken.add(flipped);
        }
        for (byte[] bytes : broken) {
            Files.write(sealed, bytes);
            Ran ran = open(sealed);
            assertThat(ran.code()).as("seed %d: %s", seed, ran.err()).isEqualTo(ExitCode.LIST);
            assertThat(folder.resolve("a.csv")).as("seed %d", seed).doesNotExist();
        }
        noWorkIsLeft();
    }

    @Test
    void existingFileIsNotWrittenOverAndOtherNamesAreRefused() throws IOException {
        Path sealed = sealed("a.csv.age", new byte[3], recipient);
        Path there = Files.writeString(folder.resolve("a.csv"), "mine");

        assertThat(open(sealed).code()).isEqualTo(ExitCode.OUTPUT);
        assertThat(there).hasContent("mine");
        assertThat(open(there).code()).isEqualTo(ExitCode.USAGE);
        Path elsewhere = folder.resolve("opened");
        Ran ran = Ran.english("open", sealed.toString(), "--key", key.toString(), "--out", elsewhere.toString());
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
        assertThat(elsewhere.resolve("a.csv")).hasBinaryContent(new byte[3]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "obt_live_abc\n", "AGE-SECRET-KEY-1QQQQ\n"})
    void fileWithoutAPrivateKeyIsNamedNotQuoted(String text) throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.key"), text);
        Path sealed = sealed("a.csv.age", new byte[3], recipient);

        Ran ran = Ran.english("open", sealed.toString(), "--key", wrong.toString());

        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("wrong.key").doesNotContain("obt_live").doesNotContain("AGE-SECRET");
    }

    @Test
    void filesThatTheCommandAgeSealedAreOpened() throws IOException {
        Path age = folder.resolve("age.key");
        Files.write(age, resource("identity.txt"));
        for (String name : List.of("empty.csv", "lines.csv", "chunk.csv", "two-chunks.csv")) {
            Path sealed = folder.resolve(name + ".age");
            Files.write(sealed, resource(name + ".age"));
            Ran ran = Ran.english("open", sealed.toString(), "--key", age.toString());
            assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
            assertThat(Files.readString(folder.resolve(name))).as(name).isEqualTo(expected(name));
        }
    }

    /** What {@code src/test/resources/sealed/README.md} says was sealed. */
    private static String expected(String name) {
        return switch (name) {
            case "empty.csv" -> "";
            case "lines.csv" -> "tel\n0199001234\n";
            case "chunk.csv" -> "0199001234;x\n".repeat(CHUNK).substring(0, CHUNK);
            default -> "0199001234;x\n".repeat(CHUNK).substring(0, CHUNK + 1);
        };
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = Objects.requireNonNull(SealedResultsTest.class.getResourceAsStream("/sealed/" + name), name)) {
            return in.readAllBytes();
        }
    }

    private Ran open(Path sealed) {
        return Ran.english("open", sealed.toString(), "--key", key.toString());
    }

    private void noWorkIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.startsWith(".bloctel"));
        }
    }

    private Path sealed(String name, byte[] content, String... recipients) throws IOException {
        Path file = folder.resolve(name);
        List<RecipientStanzaWriter> writers = new ArrayList<>();
        try {
            for (String one : recipients) {
                writers.add(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(one));
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    OutputStream out = Channels.newOutputStream(
                            new StandardEncryptingChannelFactory().newEncryptingChannel(channel, writers))) {
                out.write(content);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return file;
    }
}
