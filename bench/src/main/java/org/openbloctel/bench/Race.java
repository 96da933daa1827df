package org.openbloctel.bench;

import java.io.IOException;
import java.io.InputStream;
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

    private final Workspace workspace;
    private final Meter meter;
    private final Findings findings;

    Race(Workspace workspace, Meter meter, Findings findings) {
        this.workspace = workspace;
        this.meter = meter;
        this.findings = findings;
    }

    void run(String title, List<Standing> field, int rounds) throws IOException, InterruptedException {
        for (Standing standing : field) {
            warm(standing.file().calls());
        }
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

    /** Nobody is to pay for the first read from the disk. */
    static void warm(Path file) throws IOException {
        byte[] buffer = new byte[1 << 20];
        try (InputStream in = Files.newInputStream(file)) {
            while (in.read(buffer) >= 0) {}
        }
    }
}
