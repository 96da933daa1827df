package org.openbloctel.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openbloctel.bench.answer.Answer;
import org.openbloctel.bench.answer.Expected;
import org.openbloctel.bench.answer.Fingerprint;
import org.openbloctel.bench.answer.Judge;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.process.Command;
import org.openbloctel.bench.process.Meter;
import org.openbloctel.bench.process.Search;
import org.openbloctel.bench.process.Usage;

/**
 * Runs contenders in turn, round after round, one process at a time, each round beginning with another one. Every answer is
 * compared, outside the measured time; a contender that fails takes no further part.
 */
final class Race {

    /** Memory touched beyond that of the files. */
    private static final long ROOM = 64L << 20;

    private final Workspace workspace;
    private final Meter meter;
    private final BenchReport findings;

    Race(Workspace workspace, Meter meter, BenchReport findings) {
        this.workspace = workspace;
        this.meter = meter;
        this.findings = findings;
    }

    void run(String title, List<Standing> field, int rounds) throws IOException, InterruptedException {
        for (Standing standing : field) {
            warm(standing.file().calls());
        }
        touchMemory(field);
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < field.size(); i++) {
                Standing standing = field.get((i + round) % field.size());
                if (standing.isDue(round)) {
                    run(title, standing);
                }
            }
        }
    }

    private void run(String title, Standing standing) throws IOException, InterruptedException {
        Contender contender = standing.contender();
        CallFile file = standing.file();
        Path out = workspace.emptyOutput(contender.name());
        Path log = workspace.log(title + " " + contender.name());
        settle(log);
        Usage usage = meter.run(contender.launch().command(file, out), log);
        if (usage.exit() == 0) {
            standing.ran(usage, judge(standing, out));
        } else {
            standing.failed(
                    usage.exit() == Usage.TIMED_OUT
                            ? "stopped after " + Meter.LIMIT_SECONDS + " s"
                            : "failed with exit code " + usage.exit() + ", see logs");
        }
        findings.run(title, contender.name(), usage, standing.result());
        Workspace.delete(out);
    }

    private static Answer judge(Standing standing, Path out) throws IOException {
        CallFile file = standing.file();
        List<Expected> files = standing.contender().outputs().of(file, out);
        Fingerprint fingerprint = Fingerprint.of(files);
        Answer answer = standing.judged().get(fingerprint);
        if (answer == null) {
            answer = new Judge(file.calls(), file.truth()).judge(files);
            standing.judged().put(fingerprint, answer);
        }
        return answer;
    }

    /** What the run before left unwritten would else be written during the next one, at its cost. */
    private static void settle(Path log) throws IOException, InterruptedException {
        if (Search.onPath("sync").isPresent()) {
            Meter.plainly(Command.of("sync"), log);
        }
    }

    /**
     * No competitor is to pay for memory that no process had before: on a virtual machine the first touch of a page is several times
     * dearer than the next, and the first program of a race would take all of its output's pages from there.
     */
    private void touchMemory(List<Standing> field) throws IOException {
        long largest = 0;
        for (Standing standing : field) {
            largest = Math.max(largest, Files.size(standing.file().calls()));
        }
        Path folder = workspace.emptyOutput("filler");
        Path filler = folder.resolve("filler");
        byte[] block = new byte[1 << 20];
        // An output is as large as its input, and what a program keeps beside it, such as a list, comes on top.
        long bytes = Math.min(largest + largest / 2 + ROOM, filler.toFile().getUsableSpace() / 2);
        try (OutputStream out = Files.newOutputStream(filler)) {
            for (long left = bytes; left > 0; left -= block.length) {
                out.write(block, 0, (int) Math.min(block.length, left));
            }
        }
        Workspace.delete(folder);
    }

    /** No competitor is to pay for the first read from the disk. */
    static void warm(Path file) throws IOException {
        byte[] buffer = new byte[1 << 20];
        try (InputStream in = Files.newInputStream(file)) {
            while (in.read(buffer) >= 0) {}
        }
    }
}
