package org.openbloctel.registry.submission;

import java.time.Instant;
import java.util.Map;
import org.openbloctel.registry.company.CompanyAlarms;
import org.openbloctel.registry.scrubbing.Hold;
import org.openbloctel.registry.scrubbing.ScrubTask;

/** Writes of a held file to the owners of the company that sent it, and to the operator's people, who can release it. */
public final class HoldMails implements Hold.Alarm {
    private final CompanyAlarms mails;

    /** Writes to these. */
    public HoldMails(CompanyAlarms mails) {
        this.mails = mails;
    }

    @Override
    public void held(ScrubTask task, Hold hold, Instant at) {
        mails.write(
                task.company(),
                "alarm/file-of-company-held",
                "alarm/file-held",
                Map.of(
                        "id", task.id().toString(),
                        "name", task.fileName(),
                        "kind", hold.kind().name(),
                        "figures", hold.figures()));
    }
}
