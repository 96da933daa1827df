package org.openbloctel.bench;

import java.io.IOException;
import java.util.List;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.data.ListSpec;
import org.openbloctel.bench.data.Style;

/** A hundred million rows, for the peak memory alone: target P7. */
final class MemoryPart implements Part {

    @Override
    public void run(Session session) throws IOException, InterruptedException {
        ListSpec french = session.french();
        CallFile file = session.data()
                .calls(session.calls(french, Style.CLEAN, session.options().memoryRows()));
        Entrants entrants = new Entrants();
        entrants.add(session.bloctel()
                .contender(Bloctel.DEFAULT, session.bloctel().list(french), french.country(), List.of()));
        Standings standings = Standings.on(file, entrants);
        String title = Titles.of("Memory", file, french);
        session.race().run(title, standings.all(), 1);
        session.findings().section(title, standings.table());
        standings.reportWrong(title, session.findings());
        standings.of(Bloctel.DEFAULT).ifPresent(session.peaks()::note);
    }
}
