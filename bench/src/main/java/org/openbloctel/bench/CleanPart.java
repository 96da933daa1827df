package org.openbloctel.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.data.ListSpec;
import org.openbloctel.bench.data.Style;

/** Everybody on the clean file: targets P1, P3 and P4. */
final class CleanPart implements Part {

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
        Stream.of(
                        standings.against("P1", Bloctel.LIKE_FOR_LIKE, DuckDb.NAME, 6.5),
                        standings.against("P1 digests", Bloctel.DEFAULT, DuckDb.NAME, 4),
                        standings.against("P3", Bloctel.LIKE_FOR_LIKE, NodePeers.CLICKHOUSE, 6),
                        standings.against("P3 Polars", Bloctel.LIKE_FOR_LIKE, NodePeers.POLARS, 6),
                        standings.against("P4", Bloctel.LIKE_FOR_LIKE, PlainJava.WITH_LIBRARY, 80))
                .flatMap(Optional::stream)
                .forEach(session.findings()::measured);
    }
}
