package org.openbloctel.bench;

import java.io.IOException;
import java.util.Locale;
import org.openbloctel.bench.lookup.LawQuestions;
import org.openbloctel.bench.report.Measured;

/** Verdicts, a dialer's question and reported calls over HTTP, beside plain checks. The server is a process of its own. */
final class LawPart implements Part {
    private static final double MAX_MS = 5;

    @Override
    public void run(Session session) throws IOException, InterruptedException {
        LawQuestions questions = LawQuestions.measure(
                session.options().root(),
                session.workspace()
                        .folder()
                        .resolve("lookup-" + session.options().list()),
                session.data().list(session.french()));
        session.findings()
                .section(
                        String.format(
                                Locale.ROOT,
                                "Verdicts and calls, 32 connections × %,d listed",
                                session.options().list()),
                        questions.table());
        if (!questions.right()) {
            session.findings().wrong("verdicts");
        }
        session.findings()
                .measured(new Measured(
                        "dial",
                        String.format(Locale.ROOT, "p99 %.1f ms", questions.pacedDialP99()),
                        questions.pacedDialP99() < MAX_MS));
    }
}
