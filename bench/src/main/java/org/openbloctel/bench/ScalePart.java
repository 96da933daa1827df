package org.openbloctel.bench;

import java.io.IOException;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.data.ListSpec;
import org.openbloctel.bench.data.Style;

/** A file large enough that starting no longer counts, against the practical limit: target P5. */
final class ScalePart implements Part {

    @Override
    public void run(Session session) throws IOException, InterruptedException {
        ListSpec french = session.french();
        CallFile file = session.data()
                .calls(session.calls(french, Style.CLEAN, session.options().scaleRows()));
        Entrants entrants = new Entrants();
        entrants.addAll(session.bloctel().contenders(session.bloctel().list(french), french.country()));
        PracticalLimit.join(entrants, session, french);

        Standings standings = Standings.on(file, entrants);
        String title = Titles.of("Scaling", file, french);
        session.race().run(title, standings.all(), session.options().rounds());
        session.findings().section(title, standings.table());
        standings.reportWrong(title, session.findings());
        standings.of(Bloctel.DEFAULT).ifPresent(session.peaks()::note);
        standings
                .share("P5", Bloctel.LIKE_FOR_LIKE_ONE_THREAD, PracticalLimit.ONE_THREAD, 0.7)
                .ifPresent(session.findings()::measured);
        standings
                .share("P5 digests", Bloctel.ONE_THREAD, PracticalLimit.WITH_DIGESTS, 0.7)
                .ifPresent(session.findings()::measured);
    }
}
