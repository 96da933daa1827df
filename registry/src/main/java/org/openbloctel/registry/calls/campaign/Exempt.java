package org.openbloctel.registry.calls.campaign;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Exemption;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Rule;
import org.openbloctel.law.RuleVersion;

/**
 * Whether a campaign's ground excuses it from checking its files: so says the rule of checks that is in force on a day or, on days
 * without one, the last one that was. Stateless.
 */
final class Exempt {
    static final String RULE = "list-check";
    private static final String CONTRACT = "contract";

    private Exempt() {}

    static boolean on(LawBook law, Campaign.@Nullable Exemption ground, LocalDate day) {
        if (ground == null) {
            return false;
        }
        Optional<RuleVersion> version = law.rule(RULE).flatMap(rule -> lastOn(rule, day));
        return version.isPresent()
                && switch (ground) {
                    case CONTRACT ->
                        version.get().parameters().stream()
                                .anyMatch(one -> one.name().equals(CONTRACT)
                                        && !one.value().equals("none"));
                    case B2B -> version.get().exempt().contains(Exemption.B2B);
                    case PRESS -> version.get().exempt().contains(Exemption.PRESS);
                    case POLL -> version.get().exempt().contains(Exemption.POLL);
                    case NON_PROFIT -> version.get().exempt().contains(Exemption.NON_PROFIT);
                };
    }

    private static Optional<RuleVersion> lastOn(Rule rule, LocalDate day) {
        return rule.versions().reversed().stream()
                .filter(version -> !day.isBefore(version.from()))
                .findFirst();
    }
}
