package org.openbloctel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openbloctel.bench.answer.Expected;
import org.openbloctel.bench.answer.Likeness;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.data.ListSpec;
import org.openbloctel.bench.data.Stamp;
import org.openbloctel.bench.process.Command;
import org.openbloctel.bench.process.Compiler;
import org.openbloctel.bench.process.Meter;
import org.openbloctel.bench.process.Search;

/** The C program that shows how far one could go. */
final class PracticalLimit {

    static final String ONE_THREAD = "C program, 1 thread";
    static final String ALL_CORES = "C program";
    static final String WITH_DIGESTS = "C program, 1 thread, then SHA-256 by OpenSSL";

    private static final int MAX_THREADS = 64;

    /** The column of the telephone number, counted from 0. */
    private static final int COLUMN = 3;

    private PracticalLimit() {}

    static void join(Entrants entrants, Session session, ListSpec spec) throws IOException, InterruptedException {
        if (!session.options().wants("c")) {
            return;
        }
        Path tools = session.workspace().tools();
        Path source = session.options().module().resolve("src/main/c/limit.c");
        Optional<Path> program = new Compiler(tools).compile(source, tools.resolve("limit"));
        if (program.isEmpty()) {
            entrants.without("C program", "no gcc, or it cannot compile " + source.getFileName());
            return;
        }
        Path bits = pack(program.get(), session, spec);
        entrants.add(contender(ALL_CORES, program.get(), bits, Math.min(Session.CORES, MAX_THREADS)));
        entrants.add(contender(ONE_THREAD, program.get(), bits, 1));
        Optional<Path> openssl = Search.onPath("openssl");
        if (openssl.isPresent()) {
            entrants.add(withDigests(openssl.get(), program.get(), bits));
        } else {
            entrants.without(WITH_DIGESTS, "no openssl");
        }
    }

    /** The honest limit of a scrub that digests its input and its outputs. */
    private static Contender withDigests(Path openssl, Path program, Path bits) {
        Contender.Launch launch = (file, out) -> {
            List<Object> words = new ArrayList<>(List.of(
                    "sh",
                    "-c",
                    "openssl=$1 calls=$2 out=$3; shift 3; \"$@\" && \"$openssl\" dgst -sha256 \"$calls\" \"$out\"/*",
                    "sh",
                    openssl,
                    file.calls(),
                    out));
            words.addAll(words(program, bits, 1, file.calls(), out));
            return Command.of(words.toArray());
        };
        return new Contender(WITH_DIGESTS, Contender.Pace.FAST, launch, PracticalLimit::outputs);
    }

    private static List<Object> words(Path program, Path bits, int threads, Path calls, Path out) {
        return List.of(
                program,
                "scrub",
                bits,
                calls,
                out.resolve(Contender.KEPT),
                out.resolve("removed.csv"),
                out.resolve("unread.csv"),
                COLUMN,
                ";",
                threads);
    }

    private static List<Expected> outputs(CallFile file, Path out) {
        return List.of(
                new Expected(out.resolve(Contender.KEPT), "0", Likeness.BYTES),
                new Expected(out.resolve("removed.csv"), "1", Likeness.BYTES),
                new Expected(out.resolve("unread.csv"), "?", Likeness.BYTES));
    }

    private static Path pack(Path program, Session session, ListSpec spec) throws IOException, InterruptedException {
        Path bits = session.workspace().lists().resolve("limit-" + spec.count() + ".bits");
        Stamp stamp = new Stamp(bits, spec.toString());
        if (!stamp.holds(List.of(bits))) {
            Path list = session.data().list(spec);
            Files.deleteIfExists(bits);
            if (Meter.plainly(
                            Command.of(program, "pack", list, bits),
                            session.workspace().log("limit pack"))
                    != 0) {
                throw new IOException("the C program could not pack " + list);
            }
            stamp.write(List.of(bits));
        }
        return bits;
    }

    private static Contender contender(String name, Path program, Path bits, int threads) {
        Contender.Launch launch = (file, out) ->
                Command.of(words(program, bits, threads, file.calls(), out).toArray());
        return new Contender(name, Contender.Pace.FAST, launch, PracticalLimit::outputs);
    }
}
