package org.openbloctel.server.accounts.operator;

import java.util.Map;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.retention.ErasureGate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports a job that does not erase in the log, and by mail to each of the operator's people in their language. Thread-safe. */
record ErasureAlarm(Staff staff, Outbox outbox) implements ErasureGate.Alarm {
    private static final Logger LOG = LoggerFactory.getLogger(ErasureAlarm.class);

    @Override
    public void stopped(ErasureGate.ErasureStop stop) {
        LOG.warn(
                "Nothing is erased: {} ({}), database's clock {}, last run {}, would erase {}, may erase {}",
                stop.reason(),
                stop.job(),
                stop.triedAt(),
                stop.lastAt().map(Object::toString).orElse("none"),
                stop.amount(),
                stop.may());
        for (Staff.Person person : staff.all()) {
            outbox.put(new Outbox.Message(
                    person.email(),
                    person.locale(),
                    "alarm/erasing-stopped",
                    Map.of("reason", stop.reason().name(), "job", stop.job())));
        }
    }
}
