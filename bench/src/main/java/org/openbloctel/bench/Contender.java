package org.openbloctel.bench;

import java.nio.file.Path;
import java.util.List;
import org.openbloctel.bench.answer.Expected;
import org.openbloctel.bench.answer.Likeness;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.process.Command;

/** A program that takes part in a race, and the files it is to write. */
record Contender(String name, Pace pace, Launch launch, Outputs outputs) {

    enum Pace {
        /** Runs in every round. */
        FAST,
        /** Takes so long that it runs once. */
        SLOW
    }

    /** How it is started on a call file, to write into a folder. */
    @FunctionalInterface
    interface Launch {
        Command command(CallFile file, Path out);
    }

    /** What it should write. */
    @FunctionalInterface
    interface Outputs {
        List<Expected> of(CallFile file, Path out);
    }

    static final String KEPT = "kept.csv";

    /** One file with the rows that are not listed: what most programs write. */
    static Outputs keptRows() {
        return (file, out) -> List.of(new Expected(out.resolve(KEPT), "0", Likeness.BYTES));
    }

    /** The same, of a program that writes each row anew with all the quotes it may have. */
    static Outputs keptRowsRewritten() {
        return (file, out) -> List.of(new Expected(out.resolve(KEPT), "0", Likeness.FIELDS));
    }

    /** The same, of a program that writes rows anew and cannot tell a row without a number from a callable one. */
    static Outputs keptAndUnreadableRows() {
        return (file, out) -> List.of(new Expected(out.resolve(KEPT), "0?", Likeness.FIELDS));
    }
}
