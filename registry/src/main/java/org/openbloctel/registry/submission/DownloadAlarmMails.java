package org.openbloctel.registry.submission;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.openbloctel.registry.audit.AuditEntry;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.company.Companies;
import org.openbloctel.registry.company.Member;
import org.openbloctel.registry.company.Members;
import org.openbloctel.registry.operator.Staff;
import org.openbloctel.registry.operator.StaffPerson;
import org.openbloctel.registry.outbox.Outbox;

/**
 * Tells of stopped downloads: the operator's people, who look and lift, and the company's owners, who may know better; and the
 * trail. In the transaction of the stop, so that there is no stop of which nobody was told.
 */
public final class DownloadAlarmMails implements Downloads.Alarm {
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Staff staff;
    private final Members members;
    private final Companies companies;

    /** Writes to these. */
    public DownloadAlarmMails(AuditTrail audit, Outbox outbox, Staff staff, Members members, Companies companies) {
        this.audit = audit;
        this.outbox = outbox;
        this.staff = staff;
        this.members = members;
        this.companies = companies;
    }

    @Override
    public void stopped(UUID company, Instant at, int files, long lines) {
        audit.record(new AuditEntry(
                "system",
                "submission.downloads-stopped",
                "company:" + company,
                Map.of("files", Integer.toString(files), "lines", Long.toString(lines))));
        Map<String, String> parameters = Map.of(
                "company", companies.get(company).name(),
                "id", company.toString(),
                "at", at.toString(),
                "files", Integer.toString(files),
                "lines", Long.toString(lines));
        for (StaffPerson person : staff.all()) {
            outbox.put(new Outbox.Message(person.email(), Locale.FRENCH, "alarm/downloads-of-company", parameters));
        }
        for (Member member : members.of(company)) {
            if (member.role() == Member.Role.OWNER) {
                outbox.put(new Outbox.Message(member.email(), member.locale(), "alarm/downloads-stopped", parameters));
            }
        }
    }
}
