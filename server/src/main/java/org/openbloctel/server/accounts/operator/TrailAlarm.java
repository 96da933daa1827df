package org.openbloctel.server.accounts.operator;

import java.util.Map;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.platform.audit.Link;
import org.openbloctel.registry.platform.audit.TrailWatch;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.security.SecurityEvent;
import org.openbloctel.registry.platform.security.SecurityLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports lost entries of the audit trail in the log and in the security log, and by mail to each of the operator's people. Heads of the
 * trail leave by the security log's outlets, too. Thread-safe.
 */
record TrailAlarm(Staff staff, Outbox outbox, SecurityLog security) implements TrailWatch.Alarm {
    private static final Logger LOG = LoggerFactory.getLogger(TrailAlarm.class);

    void send(Link head) {
        record(SecurityEvent.Kind.TRAIL_HEAD, head);
    }

    @Override
    public void raised(Link seen, Link head) {
        LOG.error(
                "The audit trail ends at entry {}, but entry {} was seen. Entries wait until the loss is repaired or accepted",
                head.seq(),
                seen.seq());
        record(SecurityEvent.Kind.TRAIL_LOST, seen);
        for (Staff.Person person : staff.all()) {
            outbox.put(new Outbox.Message(
                    person.email(),
                    person.locale(),
                    "alarm/trail-lost",
                    Map.of("seen", Long.toString(seen.seq()), "head", Long.toString(head.seq()))));
        }
    }

    private void record(SecurityEvent.Kind kind, Link link) {
        security.record(new SecurityEvent(kind, "", "audit:" + link.seq() + " " + link.hash(), "", ""));
    }
}
