package org.openbloctel.registry.guard;

import java.util.Map;
import org.openbloctel.registry.company.CompanyAlarms;

/** Tells the operator's people and the company's owners of a stop, in its transaction: there is no stop without a mail. */
public final class GuardMails implements Guard.Alarm {
    private final CompanyAlarms mails;

    /** Writes to these. */
    public GuardMails(CompanyAlarms mails) {
        this.mails = mails;
    }

    @Override
    public void stopped(Stop stop, long asked, long learnt) {
        mails.write(
                stop.company(),
                "guard/stop-of-company",
                "guard/stopped",
                Map.of(
                        "id", stop.company().toString(),
                        "step", stop.step().name(),
                        "signs", stop.signs(),
                        "asked", Long.toString(asked),
                        "learnt", Long.toString(learnt)));
    }
}
