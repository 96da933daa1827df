package org.openbloctel.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.data.Style;
import org.openbloctel.bench.day.Day;
import org.openbloctel.bench.report.Measured;

/** A country's day in small, and an overload after it: reliability targets R14 and R15. The server is a process of its own. */
final class DayPart implements Part {
    private static final long ROWS = 300_000;
    private static final double PAGE_MILLIS = 300;
    private static final double MAX_GROWTH = 0.1;
    private static final double RECOVERY_SECONDS = 10;

    @Override
    public void run(Session session) throws IOException, InterruptedException {
        Options options = session.options();
        Path list = session.data().list(session.french());
        CallFile calls = session.data().calls(session.calls(session.french(), Style.CLEAN, ROWS));
        session.data().forget();
        Day day = Day.measure(
                options.root(),
                session.workspace().folder().resolve("lookup-" + options.list()).resolve("data"),
                list,
                calls,
                Duration.ofMinutes(options.minutes()));
        session.findings()
                .section(
                        String.format(
                                Locale.ROOT,
                                "A country's day in %d minutes, %,d listed",
                                options.minutes(),
                                options.list()),
                        day.text());
        session.findings()
                .measured(new Measured(
                        "R14",
                        String.format(
                                Locale.ROOT,
                                "%d events failed, pages p99 %.0f ms, look-ups p99 %.1f ms in the worst hours",
                                day.failed(),
                                day.pageMillis(),
                                day.lookupMillis()),
                        day.failed() == 0 && day.pageMillis() <= PAGE_MILLIS));
        session.findings()
                .measured(new Measured(
                        "R15",
                        String.format(
                                Locale.ROOT,
                                "resident memory %+.1f %% since the morning's end, the heap after a collection %+.1f %% since the peak",
                                100 * day.growth(),
                                100 * day.liveGrowth()),
                        day.growth() <= MAX_GROWTH && day.liveGrowth() <= MAX_GROWTH));
        session.findings()
                .measured(new Measured(
                        "overload",
                        String.format(
                                Locale.ROOT,
                                "%s, as before after %.1f s",
                                day.shed() ? "shed with 429 and 503" : "not all shed with 429 or 503",
                                day.recoverySeconds()),
                        day.shed() && day.recoverySeconds() <= RECOVERY_SECONDS));
    }
}
