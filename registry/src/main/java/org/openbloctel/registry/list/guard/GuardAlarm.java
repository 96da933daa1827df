package org.openbloctel.registry.list.guard;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.openbloctel.registry.accounts.company.CompanyAlarms;
import org.openbloctel.registry.platform.event.Event;
import org.openbloctel.registry.platform.event.Events;

/**
 * Tells the operator's people and the company's owners of a stop by mail, and the company's programs by an event, in its transaction: there
 * is no stop without a mail. Programs are told of its end, too.
 */
public final class GuardAlarm implements Stop.Alarm {
    private final CompanyAlarms mails;
    private final Events events;

    /** Writes to these, and raises events there. */
    public GuardAlarm(CompanyAlarms mails, Events events) {
        this.mails = mails;
        this.events = events;
    }

    @Override
    public void stopped(Stop stop, long asked, long learnt) {
        Map<String, String> parameters = new TreeMap<>(Map.of(
                "id", stop.company().toString(),
                "step", stop.step().name(),
                "signs", stop.signs(),
                "asked", Long.toString(asked),
                "learnt", Long.toString(learnt),
                "principal", stop.isForClient() ? mails.name(stop.principal()) : "",
                "whole", Boolean.toString(stop.whole())));
        mails.write(stop.company(), "guard/stop-of-company", "guard/stopped", parameters);
        if (stop.isForClient()) {
            mails.toOwners(stop.principal(), "guard/stopped-for-client", Map.of("agent", mails.name(stop.company())));
        }
        Map<String, Object> facts = facts(stop, stop.at());
        facts.put("figures", stop.shown());
        events.raise(new Event(stop.company(), Event.Type.GUARD_STOPPED, facts));
    }

    @Override
    public void lifted(Stop stop, Instant at) {
        events.raise(new Event(stop.company(), Event.Type.GUARD_LIFTED, facts(stop, at)));
    }

    private static Map<String, Object> facts(Stop stop, Instant at) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("stop", stop.id().toString());
        facts.put("step", stop.step().name());
        facts.put("principal", stop.principal().toString());
        facts.put("whole", stop.whole());
        facts.put("at", at.toString());
        return facts;
    }
}
