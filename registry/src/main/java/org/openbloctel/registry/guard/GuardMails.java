package org.openbloctel.registry.guard;

import java.util.Locale;
import java.util.Map;
import org.openbloctel.registry.company.Companies;
import org.openbloctel.registry.company.Member;
import org.openbloctel.registry.company.Members;
import org.openbloctel.registry.operator.Staff;
import org.openbloctel.registry.operator.StaffPerson;
import org.openbloctel.registry.outbox.Outbox;

/** Tells the operator's people and the company's owners of a stop, in its transaction: there is no stop without a mail. */
public final class GuardMails implements Guard.Alarm {
    private final Outbox outbox;
    private final Staff staff;
    private final Members members;
    private final Companies companies;

    /** Writes to these. */
    public GuardMails(Outbox outbox, Staff staff, Members members, Companies companies) {
        this.outbox = outbox;
        this.staff = staff;
        this.members = members;
        this.companies = companies;
    }

    @Override
    public void stopped(Stop stop, long asked, long learnt) {
        Map<String, String> parameters = Map.of(
                "company", companies.get(stop.company()).name(),
                "id", stop.company().toString(),
                "step", stop.step().name(),
                "signs", stop.signs(),
                "asked", Long.toString(asked),
                "learnt", Long.toString(learnt));
        for (StaffPerson person : staff.all()) {
            outbox.put(new Outbox.Message(person.email(), Locale.FRENCH, "guard/stop-of-company", parameters));
        }
        for (Member member : members.of(stop.company())) {
            if (member.role() == Member.Role.OWNER) {
                outbox.put(new Outbox.Message(member.email(), member.locale(), "guard/stopped", parameters));
            }
        }
    }
}
