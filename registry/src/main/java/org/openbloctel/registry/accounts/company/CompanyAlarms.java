package org.openbloctel.registry.accounts.company;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.platform.outbox.Outbox;

/**
 * The mails of an alarm about a company: one to each of the operator's staff and to each owner, in their language. They are written in
 * the transaction that is open, so that there is no alarm without its mails. Thread-safe.
 */
public final class CompanyAlarms {
    private final Outbox outbox;
    private final Staff staff;
    private final Members members;
    private final Companies companies;

    /** Writes to these. */
    public CompanyAlarms(Outbox outbox, Staff staff, Members members, Companies companies) {
        this.outbox = outbox;
        this.staff = staff;
        this.members = members;
        this.companies = companies;
    }

    /**
     * Writes the mails of an alarm; the company's name is added to the parameters.
     *
     * @param toStaff the template of the mails to the operator's staff
     * @param toOwners the template of the mails to the owners
     */
    public void write(UUID company, String toStaff, String toOwners, Map<String, String> parameters) {
        toStaff(company, toStaff, parameters);
        toOwners(company, toOwners, parameters);
    }

    /** Writes to the owners alone; the company's name is added to the parameters. */
    public void toOwners(UUID company, String template, Map<String, String> parameters) {
        Map<String, String> all = named(company, parameters);
        for (Member member : members.of(company)) {
            if (member.role() == Member.Role.OWNER) {
                outbox.put(new Outbox.Message(member.email(), member.locale(), template, all));
            }
        }
    }

    /** Writes to the operator's staff alone, to each in their language; the company's name is added to the parameters. */
    public void toStaff(UUID company, String template, Map<String, String> parameters) {
        Map<String, String> all = named(company, parameters);
        for (Staff.Person person : staff.all()) {
            outbox.put(new Outbox.Message(person.email(), person.locale(), template, all));
        }
    }

    private Map<String, String> named(UUID company, Map<String, String> parameters) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("company", name(company));
        return all;
    }

    /** The name of a company. */
    public String name(UUID company) {
        return companies.get(company).name();
    }
}
