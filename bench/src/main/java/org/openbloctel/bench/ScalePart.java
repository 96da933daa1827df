package org.openbloctel.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.data.ListSpec;
import org.openbloctel.bench.data.Style;
import org.openbloctel.bench.report.Measured;

/** A file large enough that starting no longer counts, against the practical limit: targets P5 and P6. */
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
        for (String name : List.of(Bloctel.LIKE_FOR_LIKE, Bloctel.DEFAULT)) {
            share(standings, name).ifPresent(session.findings()::measured);
        }
        speedUp(standings, Bloctel.LIKE_FOR_LIKE, Bloctel.LIKE_FOR_LIKE_ONE_THREAD)
                .ifPresent(session.findings()::measured);
    }

    private static Optional<Measured> share(Standings standings, String name) {
        return standings
                .of(name)
                .flatMap(ours -> standings.of(PracticalLimit.ALL_CORES).map(limit -> {
                    double share = limit.cpu() / ours.cpu();
                    String value = String.format(Locale.ROOT, "%s: %.0f %%", name, 100 * share);
                    return new Measured("P5", value, ours.right() && share >= 0.7);
                }));
    }

    private static Optional<Measured> speedUp(Standings standings, String all, String single) {
        return standings
                .of(all)
                .flatMap(two -> standings.of(single).map(one -> {
                    double ratio = one.wall() / two.wall();
                    String value = String.format(
                            Locale.ROOT, "%.2f on %d cores, outputs written to disk", ratio, Session.CORES);
                    return new Measured("P6", value, two.right() && ratio >= 1.9);
                }));
    }
}
