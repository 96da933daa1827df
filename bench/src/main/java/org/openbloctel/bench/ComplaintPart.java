package org.openbloctel.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.openbloctel.bench.inspection.Inspection;
import org.openbloctel.bench.report.Measured;

/** What inspectors ask for, over millions of complaints and the traces of checks of three years. The server is a process of its own. */
final class ComplaintPart implements Part {
    private static final double MAX_MS = 1_000;
    private static final double MAX_EVIDENCE_MS = 2_000;

    @Override
    public void run(Session session) throws IOException, InterruptedException {
        Options options = session.options();
        Path folder =
                session.workspace().folder().resolve("complaints-" + options.complaints() + "-" + options.prints());
        if (!Inspection.isFilled(folder)) {
            Workspace.delete(folder); // what a run left that did not fill it to the end
        }
        Inspection inspection = Inspection.measure(
                options.root(), folder, options.complaints(), options.prints(), session.findings()::progress);
        String size = String.format(
                Locale.ROOT, "%,d complaints, %,d prints of 20,000 files", options.complaints(), options.prints());
        session.findings().section("An inspector, " + size, inspection.text());
        measured(session, "inspection search", inspection.searchP99(), MAX_MS);
        measured(session, "inspection pages", inspection.pageP99(), MAX_MS);
        measured(session, "inspection evidence", inspection.evidenceP99(), MAX_EVIDENCE_MS);
    }

    private static void measured(Session session, String target, double millis, double most) {
        session.findings().measured(new Measured(target, String.format(Locale.ROOT, "%.0f ms", millis), millis < most));
    }
}
