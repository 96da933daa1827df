package org.openbloctel.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.data.ListSpec;
import org.openbloctel.bench.data.Style;
import org.openbloctel.bench.report.Measured;

/** A list as long as the American one, in turn with the French one: target P11. */
final class UsPart implements Part {

    @Override
    public void run(Session session) throws IOException, InterruptedException {
        Standings french = standings(session, session.french());
        Standings american = standings(session, session.american());
        session.data().forget();
        List<Standing> both = new ArrayList<>(french.all());
        both.addAll(american.all());
        session.race().run("Large list", both, session.options().rounds());
        for (Standings each : List.of(french, american)) {
            ListSpec spec = each.equals(french) ? session.french() : session.american();
            String title = Titles.of(
                    "Large list: " + spec.country(), each.all().getFirst().file(), spec);
            session.findings().section(title, each.table());
            each.reportWrong(title, session.findings());
        }
        french.of(Bloctel.LIKE_FOR_LIKE_ONE_THREAD)
                .flatMap(small -> american.of(Bloctel.LIKE_FOR_LIKE_ONE_THREAD).map(large -> measured(small, large)))
                .ifPresent(session.findings()::measured);
    }

    private static Standings standings(Session session, ListSpec spec) throws IOException, InterruptedException {
        CallFile file = session.data()
                .calls(session.calls(spec, Style.CLEAN, session.options().rows()));
        Entrants entrants = new Entrants();
        entrants.addAll(session.bloctel().contenders(session.bloctel().list(spec), spec.country()));
        return Standings.on(file, entrants);
    }

    private static Measured measured(Standing small, Standing large) {
        double smallRow = small.cpu() / small.file().rows();
        double largeRow = large.cpu() / large.file().rows();
        String value = String.format(
                Locale.ROOT, "%.2f × (%.0f ns against %.0f ns)", largeRow / smallRow, largeRow * 1e9, smallRow * 1e9);
        return new Measured("P11", value, small.right() && large.right() && largeRow <= 1.25 * smallRow);
    }
}
