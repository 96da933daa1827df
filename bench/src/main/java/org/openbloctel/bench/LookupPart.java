package org.openbloctel.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.openbloctel.bench.lookup.Lookups;
import org.openbloctel.bench.report.Measured;

/** Look-ups over HTTP beside nginx, PostgreSQL and Redis: targets P13 and P14. The server is a process of its own. */
final class LookupPart implements Part {
    @Override
    public void run(Session session) throws IOException, InterruptedException {
        Path list = session.data().list(session.french());
        Lookups lookups = Lookups.measure(
                session.options().root(),
                session.workspace()
                        .folder()
                        .resolve("lookup-" + session.options().list()),
                list);
        session.findings()
                .section(
                        String.format(
                                Locale.ROOT,
                                "Look-ups, 32 connections × %,d listed",
                                session.options().list()),
                        lookups.table());
        if (!lookups.right()) {
            session.findings().wrong("look-ups");
        }
        session.findings()
                .measured(new Measured(
                        "P13",
                        String.format(
                                Locale.ROOT,
                                "%.0f %% of nginx, p99 %.1f ms",
                                100 * lookups.shareOfNginx(),
                                lookups.p99()),
                        lookups.shareOfNginx() >= 0.5 && lookups.p99() <= 5));
        session.findings()
                .measured(new Measured(
                        "P14",
                        String.format(
                                Locale.ROOT,
                                "%.1f M numbers per server CPU second, %.1f × Redis",
                                lookups.numbersPerCpuSecond() / 1e6,
                                lookups.overRedis()),
                        lookups.numbersPerCpuSecond() >= 5e6 && lookups.overRedis() >= 3));
    }
}
