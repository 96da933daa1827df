package org.openbloctel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.list.OppositionList;

/** Lists that are refused, and files that a command does not write over. */
final class ListTrustTest {
    private static final String TIME = "2026-01-31T00:00:00Z";
    private static final String FIRST = "0639980001";
    private static final String SECOND = "0639980002";

    @TempDir
    Path folder;

    private String numbers = "";

    @BeforeEach
    void write() throws IOException {
        numbers = file("numbers", FIRST);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines)).toString();
    }

    private static Ran run(Object... words) {
        return Ran.english(Arrays.stream(words)
                .flatMap(word -> word instanceof List<?> more ? more.stream() : Stream.of(word))
                .map(String::valueOf)
                .toArray(String[]::new));
    }

    private static Ran done(Ran ran) {
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
        return ran;
    }

    private static void refused(Ran ran, int code, String... words) {
        assertThat(ran.code()).as(ran.err()).isEqualTo(code);
        assertThat(ran.err()).contains(words);
        assertThat(ran.out()).isEmpty();
    }

    private String build(String name, long revision, Object... words) {
        done(run(
                "list", "build", numbers, "--out", path(name), "--revision", revision, "--time", TIME, List.of(words)));
        return path(name);
    }

    private static Ran check(String list, Object... words) {
        return run("check", FIRST, "--list", list, List.of(words));
    }

    private String seen(String name) throws IOException {
        return Files.readString(folder.resolve("." + name + ".seen"));
    }

    @Test
    void eachSourceHoldsANumber() throws IOException {
        String empty = file("empty");
        String comments = file("comments", "# exported on Monday", "", "  ");
        for (String source : List.of(empty, comments)) {
            refused(
                    run("list", "build", numbers, source, "--out", path("a.list")),
                    ExitCode.INPUT,
                    source,
                    "--allow-empty");
            assertThat(folder.resolve("a.list")).doesNotExist();
        }
        String words = file("words", "Anne", "Bert");
        refused(run("list", "build", numbers, words, "--lenient", "--out", path("a.list")), ExitCode.INPUT, words);
        done(run("list", "build", numbers, empty, "--allow-empty", "--out", path("a.list")));
    }

    @Test
    void changeOfNothingNeedsNoPermission() throws IOException {
        String list = build("a.list", 4);
        done(run("list", "change", list, "--add", file("empty"), "--out", path("b.list")));
        refused(
                run("list", "change", list, "--remove", numbers, "--out", path("c.list")),
                ExitCode.INPUT,
                "--allow-empty");
    }

    @Test
    void timesAndAgesBeyondWhatCountsAreNoBug() {
        String[] late = {"--time", "+900000000-12-31T23:59:59Z"};
        refused(run("list", "build", numbers, "--out", path("a.list"), List.of(late)), ExitCode.USAGE, "--time");
        String list = build("a.list", 1);
        done(check(list, "--max-list-age", Long.MAX_VALUE));
        refused(check(list, "--max-list-age", "9223372036854775808"), ExitCode.USAGE, "--max-list-age");
        refused(
                run("list", "build", numbers, "--out", path("b.list"), "--revision", "9223372036854775808"),
                ExitCode.USAGE,
                "--revision");
    }

    @Test
    void revisionThatIsKeptAndCannotBeReadIsNoneThatWasNeverSeen() throws IOException {
        Path kept = folder.resolve(".a.list.seen");
        for (String content : List.of("", "FR 9", "FR 99999999999999999999 0\n", "FR 9 0\nx\n", "\0\0\0\0\n")) {
            String list = build("a.list", 3);
            Files.writeString(kept, content);
            refused(check(list), ExitCode.LIST, kept.toString(), "--allow-rollback");
            done(check(list, "--allow-rollback"));
            assertThat(seen("a.list")).startsWith("FR 3 ");
            done(check(list));
        }
        Files.delete(kept);
        Files.createDirectory(kept);
        refused(check(path("a.list")), ExitCode.LIST, kept.toString());
    }

    @Test
    void listOfAnotherPlanForgetsNothing() throws IOException {
        String list = build("a.list", 9);
        done(check(list));
        String american = file("american", "+12015550123");
        done(run("list", "build", american, "--plan", "NA", "--out", list, "--time", TIME, "--revision", "4"));
        done(check(list));
        assertThat(seen("a.list").lines())
                .hasSize(2)
                .anyMatch(l -> l.startsWith("FR 9 "))
                .anyMatch(l -> l.startsWith("NA 4 "));
        refused(check(build("a.list", 8)), ExitCode.LIST, "revision 8", "revision 9");
    }

    @Test
    void lowerRevisionNeverReplacesAHigherOneOfAnotherProcess() throws Exception {
        Path list = folder.resolve("a.list");
        List<OppositionList> lists = new ArrayList<>();
        for (int revision = 1; revision <= 40; revision++) {
            lists.add(OppositionList.open(Path.of(build("z.list", revision))));
        }
        Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(thread -> Thread.ofPlatform().start(() -> {
                    for (int i = thread; i < lists.size(); i += 4) {
                        try {
                            assertThat(SeenRevision.require(lists.get(i), list, false))
                                    .isTrue();
                        } catch (Failure later) {
                            assertThat(later.is("error.list.rollback")).isTrue(); // a higher one was kept
                        } catch (IOException | AssertionError e) {
                            faults.add(e);
                        }
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(faults).isEmpty();
        assertThat(seen("a.list")).startsWith("FR 40 ");
    }

    @Test
    void revisionThatCannotBeKeptIsSaidAndNoFailure() throws IOException {
        String list = build("a.list", 3);
        Files.createDirectory(folder.resolve("..a.list.seen.part"));
        Ran ran = done(check(list));
        assertThat(ran.out()).contains("OPPOSED");
        assertThat(ran.err())
                .contains("the revision of " + list + " cannot be kept", "--min-revision")
                .hasLineCount(1);
        assertThat(done(check(list, "--min-revision", 3)).err()).isEmpty();
    }

    @Test
    void listBehindALinkIsComparedWithTheOneBefore() throws IOException {
        Path link = folder.resolve("current.list");
        for (long revision : new long[] {8, 9}) {
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, Path.of(build(revision + ".list", revision)));
            done(check(link.toString()));
        }
        Files.delete(link);
        Files.createSymbolicLink(link, folder.resolve("8.list"));
        refused(check(link.toString()), ExitCode.LIST, "revision 9");
    }

    @Test
    void signatureStandsBesideTheFileThatALinkNames() throws IOException {
        String keys = file(
                "keys.json", done(run("keygen", path("a.key"), "--signing")).out());
        build("9.list", 9, "--sign", path("a.key"));
        Path link = folder.resolve("current.list");
        Files.createSymbolicLink(link, Path.of("9.list"));
        done(check(link.toString(), "--keys", keys));
        Files.writeString(folder.resolve("current.list.jws"), "x");
        refused(check(link.toString(), "--keys", keys), ExitCode.LIST, "signature");
    }

    @Test
    void changeAndInfoTakeNoListThatIsOlderOrUnsigned() throws IOException {
        String keys = file(
                "keys.json", done(run("keygen", path("a.key"), "--signing")).out());
        String list = build("a.list", 9, "--sign", path("a.key"));
        done(check(list));
        String add = file("add", SECOND);
        List<String> change = List.of("list", "change", list, "--add", add, "--out", path("b.list"));
        done(run(change, "--keys", keys, "--min-revision", 9, "--sign", path("a.key")));
        done(check(path("b.list"), "--keys", keys, "--min-revision", 10));
        refused(run("list", "info", list, "--min-revision", 10), ExitCode.LIST, "lower than 10");
        done(run("list", "info", list, "--min-revision", 9, "--keys", keys));
        Files.delete(folder.resolve("b.list"));

        build("a.list", 8);
        refused(run(change), ExitCode.LIST, "revision 9");
        refused(run(change, "--allow-rollback", "--min-revision", 9), ExitCode.LIST, "lower than 9");
        refused(
                run(change, "--allow-rollback", "--keys", keys, "--sign", path("a.key")),
                ExitCode.LIST,
                "not the one that was signed");
        assertThat(folder.resolve("b.list")).doesNotExist();
        done(run(change, "--allow-rollback"));
    }

    @Test
    void whatIsAskedOfAListNeedsOne() throws IOException {
        for (List<String> option :
                List.of(List.of("--keys", numbers), List.of("--min-revision", "3"), List.of("--allow-rollback"))) {
            refused(
                    run("check", FIRST, "--server", "http://localhost:1", option),
                    ExitCode.USAGE,
                    option.get(0) + " needs --list");
            refused(run("may-call", FIRST, option), ExitCode.USAGE, option.get(0) + " needs --list");
        }
    }

    @Test
    void keyAndTargetsAreNotWrittenOver() throws IOException {
        String key = path("a.key");
        done(run("keygen", key, "--signing"));
        byte[] secret = Files.readAllBytes(Path.of(key));
        String beside = path("c.list.jws");
        Files.write(Path.of(beside), secret);
        refused(run("list", "build", numbers, "--out", key, "--sign", key), ExitCode.USAGE, "is what is read here");
        refused(run("list", "build", numbers, "--out", path("c.list"), "--sign", beside), ExitCode.USAGE, beside);
        assertThat(Files.readAllBytes(Path.of(beside))).isEqualTo(secret);
        assertThat(Files.readAllBytes(Path.of(key))).isEqualTo(secret);

        String list = build("a.list", 3);
        List<String> change = List.of("list", "change", list, "--add", numbers);
        String same = folder.resolve("x/../new").toString();
        Files.createDirectory(folder.resolve("x"));
        refused(run(change, "--out", path("new"), "--delta", same), ExitCode.USAGE, "twice");
        refused(run(change, "--out", path("new"), "--delta", path("new.jws"), "--sign", key), ExitCode.USAGE, "twice");
        refused(run(change, "--out", key, "--sign", key), ExitCode.USAGE, key);
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of(list));
        Path hard = Files.createLink(folder.resolve("hard"), Path.of(list));
        for (Path target : List.of(link, hard)) {
            refused(run(change, "--out", target), ExitCode.USAGE, target.toString());
        }
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void resultsOfAScrubAreNotWrittenOverWhatIsRead() throws IOException {
        String calls = file("calls.csv", "tel", FIRST);
        for (String name : List.of("calls.opposed.csv", "calls.report.json", "calls.callable.csv")) {
            Path list = Path.of(build(name, 3));
            byte[] before = Files.readAllBytes(list);
            refused(run("scrub", calls, "--list", list), ExitCode.USAGE, list + " is what is read here");
            assertThat(Files.readAllBytes(list)).isEqualTo(before);
            Files.delete(list);
        }
        String list = build("a.list", 3);
        String other = file("calls.unchecked.csv", "tel", SECOND);
        Ran both = run("scrub", calls, other, "--list", list);
        assertThat(both.code()).isEqualTo(ExitCode.USAGE);
        assertThat(both.err()).contains(other + " is what is read here");
        assertThat(Files.readString(Path.of(other))).contains(SECOND);
        assertThat(folder.resolve("calls.report.json")).doesNotExist();
        assertThat(folder.resolve("calls.unchecked.report.json")).exists();
    }
}
