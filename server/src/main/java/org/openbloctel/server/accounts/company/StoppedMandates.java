package org.openbloctel.server.accounts.company;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.Mandate;
import org.openbloctel.registry.list.guard.Stop;
import org.openbloctel.registry.list.guard.Stops;
import org.springframework.stereotype.Component;

/** The mandates in force under which the agent gets no answer, as both companies see them. Thread-safe. */
@Component
record StoppedMandates(Stops stops) {
    /** Those of a company, among its mandates of either side. */
    List<Mandate> of(UUID company, List<Mandate> all) {
        Set<UUID> agents = stops.closedFor(company);
        List<Stop> own = stops.of(company);
        return all.stream()
                .filter(one -> one.state() == Mandate.State.IN_FORCE)
                .filter(one -> company.equals(one.principal())
                        ? agents.contains(one.agent())
                        : own.stream()
                                .anyMatch(
                                        stop -> stop.whole() || stop.principal().equals(one.principal())))
                .toList();
    }

    /** The names of the agents that get no answer for this company. */
    List<String> agents(UUID company, List<Mandate> all) {
        return of(company, all).stream()
                .filter(one -> company.equals(one.principal()))
                .map(Mandate::agentName)
                .distinct()
                .toList();
    }
}
