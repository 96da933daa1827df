package org.openbloctel.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.data.Style;
import org.openbloctel.bench.report.Measured;
import org.openbloctel.bench.submission.Submissions;

/** Call files submitted over HTTP, changes on the list, starts: targets P12 and P16. The server is a process of its own. */
final class SubmissionPart implements Part {
    private static final long USUAL = 300_000;
    private static final double USUAL_SECONDS = 2;
    private static final double LARGE_SECONDS = 15;

    @Override
    public void run(Session session) throws IOException, InterruptedException {
        Options options = session.options();
        Path list = session.data().list(session.french());
        List<CallFile> files = new ArrayList<>();
        files.add(calls(session, Math.min(USUAL, options.rows())));
        if (options.rows() > USUAL) {
            files.add(calls(session, options.rows()));
        }
        session.data().forget();
        Submissions submissions = Submissions.measure(
                options.root(),
                session.workspace().folder().resolve("lookup-" + options.list()).resolve("data"),
                list,
                files,
                options.rounds());
        session.findings()
                .section(String.format(Locale.ROOT, "The server, %,d listed", options.list()), submissions.text());
        if (!submissions.right()) {
            session.findings().wrong("submissions");
        }
        session.findings()
                .measured(new Measured(
                        "P12",
                        String.format(
                                Locale.ROOT,
                                "%.1f ms, %.1f ms at most",
                                submissions.visibility().median(),
                                submissions.visibility().most()),
                        submissions.visibility().most() <= 1000));
        for (int i = 0; i < files.size(); i++) {
            double seconds = submissions.ready().get(i);
            session.findings()
                    .measured(new Measured(
                            files.get(i).rows() <= USUAL ? "P16" : "P16 large",
                            String.format(
                                    Locale.ROOT,
                                    "%.2f s, %,d lines",
                                    seconds,
                                    files.get(i).rows()),
                            seconds <= (files.get(i).rows() <= USUAL ? USUAL_SECONDS : LARGE_SECONDS)));
        }
    }

    private static CallFile calls(Session session, long rows) throws IOException {
        return session.data().calls(session.calls(session.french(), Style.CLEAN, rows));
    }
}
