package org.openbloctel.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.data.ListSpec;
import org.openbloctel.bench.data.Style;
import org.openbloctel.bench.process.Command;
import org.openbloctel.bench.process.Usage;
import org.openbloctel.bench.report.Measured;
import org.openbloctel.bench.report.Median;

/** Small files, where starting is most of the cost: target P8, and the fast programs on a million rows. */
final class SmallPart implements Part {

    private static final long TINY = 1_000;
    private static final long SMALL = 1_000_000;

    @Override
    public void run(Session session) throws IOException, InterruptedException {
        ListSpec french = session.french();
        Path prepared = session.bloctel().list(french);
        CallFile tiny = session.data().calls(session.calls(french, Style.CLEAN, TINY));
        start(session, session.bloctel().contender(Bloctel.DEFAULT, prepared, french.country(), List.of()), tiny);

        Path list = session.data().list(french);
        CallFile small = session.data().calls(session.calls(french, Style.CLEAN, SMALL));
        Entrants entrants = new Entrants();
        entrants.addAll(session.bloctel().contenders(prepared, french.country()));
        PracticalLimit.join(entrants, session, french);
        DuckDb.join(entrants, session, french, Style.CLEAN);
        NodePeers.join(entrants, session, list);
        Standings standings = Standings.on(small, entrants);
        Race.warm(list);
        String title = Titles.of("Small", small, french);
        session.race().run(title, standings.all(), session.options().rounds());
        session.findings().section(title, standings.table());
        standings.reportWrong(title, session.findings());
        standings.of(Bloctel.DEFAULT).ifPresent(session.peaks()::note);
    }

    private static void start(Session session, Contender scrub, CallFile tiny)
            throws IOException, InterruptedException {
        Command hello = JavaCommand.of("Hello", List.of());
        List<Usage> hellos = new ArrayList<>();
        Standing standing = new Standing(scrub, tiny);
        for (int i = 0; i < session.options().starts(); i++) {
            hellos.add(session.meter().run(hello, session.workspace().log("hello")));
            session.race().run("Start", List.of(standing), 1);
        }
        double helloMillis = 1e3 * Median.of(hellos.stream().mapToDouble(Usage::wall));
        double scrubMillis = 1e3 * standing.wall();
        if (Double.isNaN(scrubMillis)) {
            session.findings().wrong("Start: " + standing.result());
            return;
        }
        String value = String.format(
                Locale.ROOT,
                "%.2f × (%.0f ms against %.0f ms, medians of %d)",
                scrubMillis / helloMillis,
                scrubMillis,
                helloMillis,
                hellos.size());
        session.findings().measured(new Measured("P8", value, standing.right() && scrubMillis <= 3 * helloMillis));
    }
}
