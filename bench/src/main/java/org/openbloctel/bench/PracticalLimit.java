package org.openbloctel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.openbloctel.bench.answer.Expected;
import org.openbloctel.bench.answer.Likeness;
import org.openbloctel.bench.data.ListSpec;
import org.openbloctel.bench.data.Stamp;
import org.openbloctel.bench.process.Command;
import org.openbloctel.bench.process.Compiler;
import org.openbloctel.bench.process.Meter;

/** The C program that shows how far one could go. */
final class PracticalLimit {

    static final String ONE_THREAD = "C program, 1 thread";
    static final String ALL_CORES = "C program";

    private static final int MOST_THREADS = 64;

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
        entrants.add(contender(ALL_CORES, program.get(), bits, Math.min(Session.CORES, MOST_THREADS)));
        entrants.add(contender(ONE_THREAD, program.get(), bits, 1));
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
        Contender.Launch launch = (file, out) -> Command.of(
                program,
                "scrub",
                bits,
                file.calls(),
                out.resolve(Contender.KEPT),
                out.resolve("removed.csv"),
                out.resolve("unread.csv"),
                COLUMN,
                ";",
                threads);
        Contender.Outputs outputs = (file, out) -> List.of(
                new Expected(out.resolve(Contender.KEPT), "0", Likeness.BYTES),
                new Expected(out.resolve("removed.csv"), "1", Likeness.BYTES),
                new Expected(out.resolve("unread.csv"), "?", Likeness.BYTES));
        return new Contender(name, Contender.Pace.FAST, launch, outputs);
    }
}
