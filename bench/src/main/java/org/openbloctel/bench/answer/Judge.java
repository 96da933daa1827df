package org.openbloctel.bench.answer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares the files that a program wrote with the rows of the call file that each of them should hold. */
public final class Judge {

    private final Path calls;
    private final Path truth;

    public Judge(Path calls, Path truth) {
        this.calls = calls;
        this.truth = truth;
    }

    /**
     * The worst answer among the files.
     *
     * @param files one at least
     */
    public Answer judge(List<Expected> files) throws IOException {
        if (!files.stream().map(Expected::file).allMatch(Files::exists)) {
            return Answer.NO_FILE;
        }
        List<Comparison> comparisons = new ArrayList<>();
        try {
            for (Expected file : files) {
                comparisons.add(new Comparison(file));
            }
            read(comparisons);
            Answer answer = comparisons.getFirst().finish();
            for (Comparison comparison : comparisons.subList(1, comparisons.size())) {
                answer = answer.worse(comparison.finish());
            }
            return answer;
        } finally {
            for (Comparison comparison : comparisons) {
                comparison.close();
            }
        }
    }

    private void read(List<Comparison> comparisons) throws IOException {
        try (Records right = new Records(calls);
                InputStream marks = new BufferedInputStream(Files.newInputStream(truth), 1 << 20)) {
            if (right.next()) {
                for (Comparison comparison : comparisons) {
                    comparison.expect(right);
                }
            }
            while (right.next()) {
                int mark = marks.read();
                if (mark < 0) {
                    throw new IOException("the truth ends before the call file does");
                }
                for (Comparison comparison : comparisons) {
                    if (comparison.wants(mark)) {
                        comparison.expect(right);
                    }
                }
            }
        }
    }
}
