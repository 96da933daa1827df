package org.openbloctel.server.accounts.company;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.Mandate;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.list.guard.Budgets;
import org.openbloctel.registry.list.guard.Guard;
import org.openbloctel.registry.list.guard.Stop;
import org.openbloctel.registry.list.guard.Stops;
import org.springframework.stereotype.Component;

/** The rest of the plans of principals, and whether it can be used; as many statements for forty of them as for one. Thread-safe. */
@Component
record PrincipalUses(Guard guard, Stops stops, Submissions submissions) {
    /**
     * A principal of a company, or the company itself.
     *
     * @param stopped whether the company gets no answer for it
     * @param heldFiles how many of the company's files for it are held
     */
    record Use(Mandate.Principal principal, Budgets.Usage usage, boolean stopped, long heldFiles) {
        /** The most serious state. */
        public State state() {
            return stopped
                    ? State.STOPPED
                    : usage.over()
                            ? State.OVER
                            : usage.plan() == null
                                    ? State.NONE
                                    : usage.low() ? State.LOW : usage.dayLeft() == 0 ? State.TOMORROW : State.GOOD;
        }
    }

    /** What a company can have checked for a principal, the most serious state first; a key of the messages. */
    enum State {
        STOPPED,
        OVER,
        NONE,
        LOW,
        TOMORROW,
        GOOD
    }

    /** What is left of these principals for a company that acts for them. */
    List<Use> of(UUID company, List<Mandate.Principal> principals) {
        List<Stop> own = stops.of(company);
        Map<UUID, Long> held = submissions.held(company);
        Map<UUID, Budgets.Usage> usage =
                guard.usage(principals.stream().map(Mandate.Principal::id).toList());
        return principals.stream()
                .map(one -> new Use(
                        one,
                        Objects.requireNonNull(usage.get(one.id())),
                        own.stream()
                                .anyMatch(
                                        stop -> stop.whole() || stop.principal().equals(one.id())),
                        held.getOrDefault(one.id(), 0L)))
                .toList();
    }
}
