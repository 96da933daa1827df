package org.openbloctel.server.accounts.operator;

import java.util.List;
import java.util.Map;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.platform.audit.Power;
import org.openbloctel.registry.platform.audit.PowerWatch;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.security.SecurityEvent;
import org.openbloctel.registry.platform.security.SecurityLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports powers that no entry of the audit trail explains in the log and in the security log, and by mail to each of the operator's people.
 * Thread-safe.
 */
record PowerAlarm(Staff staff, Outbox outbox, SecurityLog security) implements PowerWatch.Alarm {
    private static final Logger LOG = LoggerFactory.getLogger(PowerAlarm.class);

    @Override
    public void raised(List<Power> unexplained) {
        for (Power power : unexplained) {
            LOG.error("No entry of the audit trail explains {}: it cannot be used", power.subject());
            security.record(new SecurityEvent(SecurityEvent.Kind.POWER_DOUBTED, "", power.subject(), "", ""));
        }
        write("alarm/power-doubted", unexplained.size());
    }

    @Override
    public void begun(int powers) {
        LOG.warn("{} powers are recorded as they are: expected at the first start of this release alone", powers);
        write("alarm/powers-begun", powers);
    }

    /** Mails to those whose own power is not in doubt: an intruder learns nothing. */
    private void write(String template, int powers) {
        Map<String, String> parameters = Map.of("powers", Integer.toString(powers));
        staff.all().stream()
                .filter(person -> staff.find(person.id()).isPresent())
                .forEach(person ->
                        outbox.put(new Outbox.Message(person.email(), person.locale(), template, parameters)));
    }
}
