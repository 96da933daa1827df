package org.openbloctel.bench;

import java.io.IOException;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.data.ListSpec;
import org.openbloctel.bench.data.Style;

/** The file as call centres really have it: target P2. */
final class MessyPart implements Part {

    @Override
    public void run(Session session) throws IOException, InterruptedException {
        ListSpec french = session.french();
        CallFile file = session.data()
                .calls(session.calls(french, Style.MESSY, session.options().rows()));
        Entrants entrants = new Entrants();
        entrants.addAll(session.bloctel().contenders(session.bloctel().list(french), french.country()));
        PracticalLimit.join(entrants, session, french);
        DuckDb.join(entrants, session, french, Style.MESSY);

        Standings standings = Standings.on(file, entrants);
        String title = Titles.of("Messy", file, french);
        session.race().run(title, standings.all(), session.options().rounds());
        session.findings()
                .section(
                        title,
                        standings.table()
                                + "\nOpenBloctel and the C program sort out the rows without a readable number; DuckDB keeps"
                                + " them among the callable ones, writes each row anew, and is compared field by field.\n");
        standings.reportWrong(title, session.findings());
        standings.against("P2", Bloctel.LIKE_FOR_LIKE, DuckDb.NAME, 10).ifPresent(session.findings()::measured);
    }
}
