package org.openbloctel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.company.SealingKeys;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;

/** The command line, a process of its own, against a real server: check, submit, verify; the last also without any server. */
@Tag("check-long")
final class RemoteCommandsIT {
    private static final long PATIENCE = 120;
    private static final String DAY = "2026-11-25";
    private static final String FILE = "Nom;Téléphone\nAnne;0639980001\nBert;0639980002\nCora;rien\n";

    @TempDir
    private static Path folder = Path.of(".");

    private static ServerFixture server;
    private static Path key = folder;
    private static Path testKey = folder;

    @BeforeAll
    static void start() throws Exception {
        server = ServerFixture.start();
        Caller caller = new Caller(server, "000000018", "Exemple").withPlan(1000, 1000);
        String text = caller.key("obl_live_0000000001", "submissions", "checks");
        key = keyFile("key", text);
        testKey = keyFile("test-key", caller.key("obt_test_0000000001", "submissions", "checks"));
        server.publish("0639980001\n");
    }

    private static Path keyFile(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** One run of the program. */
    private record Ran(int code, String out, String err) {}

    private static Ran bloctel(String... arguments) throws Exception {
        return bloctel(Map.of(), arguments);
    }

    private static Ran bloctel(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = CommandLine.of(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + command);
        }
        return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static Ran remote(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--server", server.address().toString(), "--key", key.toString()));
        return bloctel(all.toArray(String[]::new));
    }

    @Test
    void numbersAreChecked() throws Exception {
        Ran ran = remote("check", "0639980001", "0639980002", "0639");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .isEqualTo("0639980001\tOPPOSED\t\n0639980002\tNOT_LISTED\t\n0639\tUNCHECKED\twrong-length\n");
    }

    @Test
    void fileComesBackWithACertificateThatVerifiesAndATamperedOneDoesNot() throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));
        Path file = Files.writeString(folder.resolve("prospects.csv"), FILE);
        Ran submitted = remote("submit", file.toString(), "--out", out.toString());
        assertThat(submitted.code()).as(submitted.err()).isZero();
        assertThat(names(out))
                .containsExactlyInAnyOrder(
                        "prospects.not-listed.csv",
                        "prospects.opposed.csv",
                        "prospects.unchecked.csv",
                        "prospects.certificate.jws",
                        "prospects.report.json",
                        "prospects.verdicts.csv");
        assertThat(Files.readString(out.resolve("prospects.not-listed.csv")))
                .isEqualTo("Nom;Téléphone\nBert;0639980002\n");
        assertThat(Files.readString(out.resolve("prospects.verdicts.csv"))).contains("0639980001;2;OPPOSED");

        Path certificate = out.resolve("prospects.certificate.jws");
        Path callable = out.resolve("prospects.not-listed.csv");
        Ran online = bloctel(
                "verify", certificate.toString(), "--server", server.address().toString(), "--at", DAY);
        assertThat(online.code()).as(online.err()).isZero();
        Path keys = Files.writeString(
                folder.resolve("jwks.json"),
                server.visitor().get("/.well-known/jwks.json").body());
        Ran offline = verify(certificate, keys, callable);
        assertThat(offline.code()).as(offline.err()).isZero();
        assertThat(offline.out()).contains("SIREN 000000018");

        Path tampered = Files.writeString(folder.resolve("tampered.jws"), tampered(Files.readString(certificate)));
        assertThat(verify(tampered, keys, callable).code()).isEqualTo(4);
        Path other = Files.writeString(folder.resolve("other.csv"), "Nom;Téléphone\nDora;0639980003\n");
        assertThat(verify(certificate, keys, other).code()).isEqualTo(4);
    }

    private static Ran verify(Path certificate, Path keys, Path file) throws Exception {
        return bloctel(
                "verify", certificate.toString(), "--keys", keys.toString(), "--file", file.toString(), "--at", DAY);
    }

    /** Another letter in the middle of what was signed. */
    private static String tampered(String jws) {
        int middle = (jws.indexOf('.') + jws.lastIndexOf('.')) / 2;
        char other = jws.charAt(middle) == 'A' ? 'B' : 'A';
        return jws.substring(0, middle) + other + jws.substring(middle + 1);
    }

    private static List<String> names(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(file -> file.toFile().getName()).toList();
        }
    }

    /** The keys are made by one command and used by the next; what lies on the server opens by no other. */
    @Test
    void resultsSealedToAKeyAreOpenedBySubmitAndStaySealedWithoutIt() throws Exception {
        Caller sealing = new Caller(server, "000000026", "Scellés").withPlan(1000, 1000);
        String live = keyFile("sealing-key", sealing.key("obl_live_0000000026", "submissions"))
                .toString();
        Path secret = folder.resolve("sealing.age");
        Ran made = bloctel("keygen", secret.toString());
        assertThat(made.code()).as(made.err()).isZero();
        server.bean(SealingKeys.class)
                .register(
                        server.bean(Members.class)
                                .find(sealing.owner(true).id())
                                .orElseThrow(),
                        made.out().strip());
        String address = server.address().toString();
        String file = Files.writeString(folder.resolve("scelles.csv"), FILE).toString();
        Path sealed = folder.resolve("sealed");
        Ran without = bloctel("submit", file, "--out", sealed.toString(), "--server", address, "--key", live);
        assertThat(without.code()).as(without.err()).isZero();
        assertThat(without.err()).contains("bloctel open");
        assertThat(Files.readString(sealed.resolve("scelles.not-listed.csv.age"), StandardCharsets.ISO_8859_1))
                .startsWith("age-encryption.org/v1")
                .doesNotContain("0639980");
        assertThat(names(sealed)).doesNotContain("scelles.not-listed.csv");
        Path open = folder.resolve("opened");
        String[] with = {
            "submit",
            file,
            "--out",
            open.toString(),
            "--server",
            address,
            "--key",
            live,
            "--private-key",
            secret.toString()
        };
        Ran opened = bloctel(with);
        assertThat(opened.code()).as(opened.err()).isZero();
        assertThat(Files.readString(open.resolve("scelles.not-listed.csv")))
                .isEqualTo("Nom;Téléphone\nBert;0639980002\n");
        assertThat(names(open)).noneMatch(name -> name.endsWith(".age"));
        Ran verified = bloctel(
                "verify",
                open.resolve("scelles.certificate.jws").toString(),
                "--server",
                address,
                "--file",
                open.resolve("scelles.not-listed.csv").toString(),
                "--at",
                DAY);
        assertThat(verified.code())
                .as("the certificate has the digest of the sealed file alone: " + verified.err())
                .isEqualTo(4);
    }

    @Test
    void sameFileMayBeSubmittedAgain() throws Exception {
        Path out = Files.createDirectory(folder.resolve("again"));
        Path file = Files.writeString(folder.resolve("encore.csv"), FILE);
        assertThat(remote("submit", file.toString(), "--out", out.toString()).code())
                .isZero();
        // The same file again: what was checked of late is checked again, and costs nothing.
        Ran again = remote("submit", file.toString(), "--out", out.toString());
        assertThat(again.code()).as(again.err()).isZero();
    }

    @Test
    void refusalsSayTheirCodeAndCure() throws Exception {
        Path file = Files.writeString(folder.resolve("notes.csv"), "bonjour\nrien\n");
        Ran refused = remote("submit", file.toString());
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("BT-04");
        for (String campaign : List.of("Rentrée", "", "00000000-0000-4000-8000-000000000004")) {
            Ran named = remote("submit", file.toString(), "--campaign", campaign);
            assertThat(named.code()).as(named.err()).isNotZero();
            assertThat(named.err()).contains(campaign.isEmpty() ? "BT-0701" : "BT-0622");
        }
        Path wrong = Files.writeString(folder.resolve("wrong-key"), "obl_live_unknown000");
        Ran unknown =
                bloctel("check", "0639980001", "--server", server.address().toString(), "--key", wrong.toString());
        assertThat(unknown.code()).isEqualTo(5);
        assertThat(unknown.err()).contains("BT-0101");
        assertThat(unknown.out()).isEmpty();
    }

    @Test
    void fileIsReadAsToldAndItsFolderMade() throws Exception {
        Path file = Files.writeString(
                folder.resolve("told.txt"),
                "0639980003|0639980002|Zoé\n0639980002|0639980001|Ève\n",
                Charset.forName("windows-1252"));
        Path out = folder.resolve("told").resolve("results");
        Ran ran = remote(
                "submit",
                file.toString(),
                "--out",
                out.toString(),
                "--column",
                "2",
                "--separator",
                "|",
                "--encoding",
                "windows-1252",
                "--header",
                "no",
                "--for",
                "000000018");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(Files.readString(out.resolve("told.not-listed.txt"), Charset.forName("windows-1252")))
                .isEqualTo("0639980003|0639980002|Zoé\n");
        Ran stranger =
                remote("submit", file.toString(), "--out", out.toString(), "--column", "2", "--for", "000000026");
        assertThat(stranger.code()).isEqualTo(5);
        assertThat(stranger.err()).contains("BT-0");
    }

    @Test
    void testKeyGetsItsFilesWithoutACertificate() throws Exception {
        Path out = folder.resolve("test");
        Path file = Files.writeString(folder.resolve("essai.csv"), FILE);
        Ran ran = bloctel(
                "submit",
                file.toString(),
                "--out",
                out.toString(),
                "--server",
                server.address().toString(),
                "--key",
                testKey.toString());
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("no certificate");
        assertThat(names(out))
                .containsExactlyInAnyOrder(
                        "essai.not-listed.csv",
                        "essai.opposed.csv",
                        "essai.unchecked.csv",
                        "essai.report.json",
                        "essai.verdicts.csv");
        assertThat(Files.readString(out.resolve("essai.opposed.csv"))).isEqualTo("Nom;Téléphone\nAnne;0639980001\n");
    }

    @Test
    void proxyOfTheEnvironmentIsUsedUnlessTheServerIsExcepted() throws Exception {
        String[] check = {"check", "0639980002", "--server", server.address().toString(), "--key", key.toString()};
        try (ForwardingProxy proxy = ForwardingProxy.start()) {
            Ran through = bloctel(Map.of("http_proxy", proxy.address("user:pass@")), check);
            assertThat(through.out()).as(through.err()).isEqualTo("0639980002\tNOT_LISTED\t\n");
            assertThat(proxy.seen()).containsExactly("POST " + server.address() + "/api/v1/checks Basic dXNlcjpwYXNz");
            Ran direct = bloctel(Map.of("http_proxy", proxy.address(""), "no_proxy", "127.0.0.1,localhost"), check);
            assertThat(direct.code()).isZero();
            assertThat(proxy.seen()).hasSize(1);
        }
        Ran elsewhere = bloctel(Map.of("http_proxy", "http://proxy.example.org:3128"), check);
        assertThat(elsewhere.code())
                .as("the key would leave this machine in plain")
                .isEqualTo(2);
        assertThat(elsewhere.err()).contains("no_proxy");
    }

    @Test
    void encryptedConnectionIsTunnelledThroughItsProxy() throws Exception {
        Path file = Files.writeString(folder.resolve("c.jws"), "a.b.c");
        try (ForwardingProxy proxy = ForwardingProxy.start()) {
            Ran ran = bloctel(
                    Map.of("https_proxy", proxy.address("user:pass@")),
                    "verify",
                    file.toString(),
                    "--server",
                    "https://bloctel.invalid");
            assertThat(ran.code()).as(ran.err()).isEqualTo(5);
            assertThat(proxy.seen())
                    .isNotEmpty()
                    .allMatch(one -> one.equals("CONNECT bloctel.invalid:443 Basic dXNlcjpwYXNz"));
        }
    }
}
