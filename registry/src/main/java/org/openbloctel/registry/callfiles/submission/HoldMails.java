package org.openbloctel.registry.callfiles.submission;

import java.time.Instant;
import java.util.Map;
import org.openbloctel.registry.accounts.company.CompanyAlarms;
import org.openbloctel.registry.callfiles.scrubbing.Hold;
import org.openbloctel.registry.callfiles.scrubbing.ScrubTask;

/**
 * Writes of a held file to the owners of the company that sent it, and to the operator's people, who can release it. Where the budget of a
 * client is spent, its owners are told, too: no other company can choose a larger plan for it.
 */
public final class HoldMails implements Hold.Alarm {
    private final CompanyAlarms mails;

    /** Writes to these. */
    public HoldMails(CompanyAlarms mails) {
        this.mails = mails;
    }

    @Override
    public void held(ScrubTask task, Hold hold, Instant at) {
        boolean isForClient = !task.principal().equals(task.company());
        mails.write(
                task.company(),
                "alarm/file-of-company-held",
                "alarm/file-held",
                Map.of(
                        "id", task.id().toString(),
                        "name", task.fileName(),
                        "principal", isForClient ? mails.name(task.principal()) : "",
                        "kind", hold.kind().name(),
                        "figures", hold.figures()));
        if (isForClient && hold.kind().isBudget()) {
            mails.toOwners(
                    task.principal(),
                    "alarm/file-for-client-held",
                    Map.of(
                            "agent", mails.name(task.company()),
                            "kind", hold.kind().name(),
                            "figures", hold.figures()));
        }
    }
}
