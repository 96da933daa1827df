package org.openbloctel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.openbloctel.bench.data.ListSpec;
import org.openbloctel.bench.process.Usage;
import org.openbloctel.bench.report.Measured;
import org.openbloctel.bench.report.Median;

/** Building the prepared list from unsorted text, and how long it is at rest: parts of the targets P9 and P10. */
final class ListPart implements Part {

    @Override
    public void run(Session session) throws IOException, InterruptedException {
        ListSpec spec = session.french();
        Path text = session.data().list(spec);
        List<Usage> builds = new ArrayList<>();
        Race.warm(text);
        for (int round = 0; round < session.options().rounds(); round++) {
            builds.add(session.bloctel().build(spec));
        }
        double wall = Median.of(builds.stream().mapToDouble(Usage::wall));
        double cpu = Median.of(builds.stream().mapToDouble(Usage::cpu));
        double copy = Memcpy.seconds(text);
        session.findings()
                .measured(new Measured(
                        "P10 build",
                        String.format(
                                Locale.ROOT,
                                "%.2f s, %.2f s CPU, %.0f × memcpy of the text (%.1f ms)",
                                wall,
                                cpu,
                                wall / copy,
                                copy * 1e3),
                        wall <= 0.45));
        double bytes = (double) size(session.bloctel().list(spec)) / spec.count();
        session.findings().measured(new Measured("P9", String.format(Locale.ROOT, "%.2f", bytes), bytes <= 1.3));
    }

    private static long size(Path list) throws IOException {
        try (Stream<Path> files = Files.walk(list)) {
            long sum = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }
}
