package org.openbloctel.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.data.Style;
import org.openbloctel.bench.report.Measured;
import org.openbloctel.bench.submission.CampaignFiles;

/** Call files judged by the law of the day, beside the list alone: target P17. The server is a process of its own. */
final class CampaignPart implements Part {
    private static final long USUAL = 300_000;
    private static final double USUAL_SECONDS = 4;
    private static final double LARGE_SECONDS = 60;
    /** Consents, and calls, on record. */
    private static final long RECORDS = 5_000_000;

    @Override
    public void run(Session session) throws IOException, InterruptedException {
        Options options = session.options();
        Path list = session.data().list(session.french());
        List<CallFile> files = new ArrayList<>();
        files.add(session.data().calls(session.calls(session.french(), Style.CLEAN, Math.min(USUAL, options.rows()))));
        if (options.rows() > USUAL) {
            files.add(session.data().calls(session.calls(session.french(), Style.CLEAN, options.rows())));
        }
        session.data().forget();
        CampaignFiles campaign = CampaignFiles.measure(
                options.root(),
                session.workspace()
                        .folder()
                        .resolve("campaign-" + options.list())
                        .resolve("data"),
                list,
                files,
                RECORDS,
                options.rounds());
        session.findings()
                .section(
                        String.format(
                                Locale.ROOT, "Files of a campaign, %,d consents and as many calls on record", RECORDS),
                        campaign.text());
        if (!campaign.right()) {
            session.findings().wrong("files of a campaign");
        }
        for (CampaignFiles.Ready one : campaign.ready()) {
            boolean met = one.rows() <= USUAL
                    ? one.law() <= Math.min(USUAL_SECONDS, 2 * one.list())
                    : one.law() <= LARGE_SECONDS;
            session.findings()
                    .measured(new Measured(
                            one.rows() <= USUAL ? "P17" : "P17 large",
                            String.format(
                                    Locale.ROOT,
                                    "%.2f s by the law, %.2f s by the list, %,d lines",
                                    one.law(),
                                    one.list(),
                                    one.rows()),
                            met));
        }
    }
}
