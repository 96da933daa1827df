package org.openbloctel.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.data.ListSpec;
import org.openbloctel.bench.data.Style;

/** Everybody on the clean file: targets P1, P3 and P4. */
final class CleanPart implements Part {

    /** Where a target speaks of CPU only. */
    private static final double ANY_WALL = 0;

    @Override
    public void run(Session session) throws IOException, InterruptedException {
        ListSpec french = session.french();
        Path list = session.data().list(french);
        CallFile file = session.data()
                .calls(session.calls(french, Style.CLEAN, session.options().rows()));
        Entrants entrants = new Entrants();
        entrants.addAll(session.bloctel().contenders(session.bloctel().list(french), french.country()));
        PracticalLimit.join(entrants, session, french);
        DuckDb.join(entrants, session, french, Style.CLEAN);
        NodePeers.join(entrants, session, list);
        PlainJava.join(entrants, session, list);
        TextTools.join(entrants, session, list);

        Standings standings = Standings.on(file, entrants);
        Race.warm(list);
        String title = Titles.of("Clean", file, french);
        session.race().run(title, standings.all(), session.options().rounds());
        session.findings().section(title, standings.table());
        standings.reportWrong(title, session.findings());
        standings.of(Bloctel.DEFAULT).ifPresent(session.peaks()::note);
        standings.against("P1", DuckDb.NAME, 8, 6).forEach(session.findings()::measured);
        for (String peer : List.of(NodePeers.CLICKHOUSE, NodePeers.POLARS)) {
            standings.against("P3", peer, 6, ANY_WALL).forEach(session.findings()::measured);
        }
        standings.against("P4", PlainJava.WITH_LIBRARY, 80, ANY_WALL).forEach(session.findings()::measured);
    }
}
