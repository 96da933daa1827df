package org.openbloctel.registry.submission;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.openbloctel.registry.company.Companies;
import org.openbloctel.registry.company.Member;
import org.openbloctel.registry.company.Members;
import org.openbloctel.registry.operator.Staff;
import org.openbloctel.registry.operator.StaffPerson;
import org.openbloctel.registry.outbox.Outbox;
import org.openbloctel.registry.scrubbing.Hold;
import org.openbloctel.registry.scrubbing.ScrubTask;

/** Writes of a held file to the owners of the company that sent it, and to the operator's people, who can release it. */
public final class HoldMails implements Hold.Alarm {
    private final Outbox outbox;
    private final Staff staff;
    private final Members members;
    private final Companies companies;

    /** Writes to these. */
    public HoldMails(Outbox outbox, Staff staff, Members members, Companies companies) {
        this.outbox = outbox;
        this.staff = staff;
        this.members = members;
        this.companies = companies;
    }

    @Override
    public void held(ScrubTask task, Hold hold, Instant at) {
        Map<String, String> parameters = Map.of(
                "company", companies.get(task.company()).name(),
                "id", task.id().toString(),
                "name", task.fileName(),
                "kind", hold.kind().name(),
                "figures", hold.figures());
        for (StaffPerson person : staff.all()) {
            outbox.put(new Outbox.Message(person.email(), Locale.FRENCH, "alarm/file-of-company-held", parameters));
        }
        for (Member member : members.of(task.company())) {
            if (member.role() == Member.Role.OWNER) {
                outbox.put(new Outbox.Message(member.email(), member.locale(), "alarm/file-held", parameters));
            }
        }
    }
}
