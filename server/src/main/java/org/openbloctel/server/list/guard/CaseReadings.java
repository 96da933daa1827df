package org.openbloctel.server.list.guard;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.springframework.stereotype.Component;

/** The operator's people who opened more cases of persons in a day than the limit, the latest first. Thread-safe. */
@Component
final class CaseReadings {
    private static final int LATEST = 20;

    private final AuditTrail audit;
    private final Staff staff;

    CaseReadings(AuditTrail audit, Staff staff) {
        this.audit = audit;
        this.staff = staff;
    }

    List<Line> latest() {
        AuditTrail.Filter filter = new AuditTrail.Filter("", "person-case.readings-over", "");
        return audit.find(filter, Long.MAX_VALUE, LATEST).stream()
                .map(one -> new Line(
                        name(one.entry()),
                        one.at(),
                        Long.parseLong(one.entry().details().get("readings"))))
                .toList();
    }

    private String name(AuditEntry entry) {
        UUID id = UUID.fromString(entry.subject().substring(entry.subject().indexOf(':') + 1));
        return staff.find(id).map(Staff.Person::name).orElse("—");
    }

    /** One day of one person. */
    record Line(String person, Instant at, long readings) {}
}
