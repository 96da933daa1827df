package org.openbloctel.server.accounts.operator;

import java.util.Map;
import org.openbloctel.registry.accounts.consumer.CodeBudget;
import org.openbloctel.registry.accounts.consumer.CodeSpan;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reports in the log, and by mail to each of the operator's people, that no more codes go out to telephones. Thread-safe. */
@Component
record CodeAlarm(Staff staff, Outbox outbox) implements CodeBudget.Alarm {
    private static final Logger LOG = LoggerFactory.getLogger(CodeAlarm.class);

    @Override
    public void spent(CodeSpan span, int limit) {
        LOG.warn("All {} codes of this {} were sent to telephones", limit, span);
        for (Staff.Person person : staff.all()) {
            outbox.put(new Outbox.Message(
                    person.email(),
                    person.locale(),
                    "alarm/codes-spent",
                    Map.of("span", span.name(), "limit", Integer.toString(limit))));
        }
    }
}
