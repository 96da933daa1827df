package org.openbloctel.server.calls.campaign;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Exemption;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Rule;
import org.openbloctel.law.RuleVersion;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.platform.pages.Typesetting;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What each ground of exemption excuses from by the law of today, read from the rules themselves. Thread-safe. */
@Component
record GroundLaw(LawBook law, InstantSource clock) {
    /** The parameter of the rules that a contract excuses from. */
    private static final String CONTRACT = "contract";
    /** What the parameter says where no contract excuses. */
    private static final String NO_CONTRACT = "none";

    /** Every ground with its rules. */
    List<Excused> all() {
        List<Excused> all = new ArrayList<>();
        for (Campaign.Exemption ground : Campaign.Exemption.values()) {
            all.add(of(ground));
        }
        return all;
    }

    /** The day whose law is shown. */
    LocalDate today() {
        return LegalCalendar.today(clock);
    }

    /** A ground with its rules. */
    Excused of(Campaign.Exemption ground) {
        LocalDate today = today();
        Locale locale = LocaleContextHolder.getLocale();
        List<Named> excused = new ArrayList<>();
        List<Named> held = new ArrayList<>();
        for (Rule rule : law.rules()) {
            Optional<RuleVersion> version = rule.on(today).filter(RuleVersion::enforced);
            if (version.isPresent()) {
                String title = rule.title().in(locale);
                boolean french = locale.getLanguage().equals("fr");
                (excuses(ground, version.get()) ? excused : held)
                        .add(new Named(rule.id(), french ? Typesetting.french(title) : title));
            }
        }
        return new Excused(ground.code(), excused, held);
    }

    private static boolean excuses(Campaign.Exemption ground, RuleVersion version) {
        Exemption exemption = exemption(ground);
        return exemption == null
                ? version.parameters().stream()
                        .anyMatch(parameter -> parameter.name().equals(CONTRACT)
                                && !parameter.value().equals(NO_CONTRACT))
                : version.exempt().contains(exemption);
    }

    /** What the rules call it; null for a contract, which is no exemption of theirs but a parameter. */
    private static @Nullable Exemption exemption(Campaign.Exemption ground) {
        return switch (ground) {
            case CONTRACT -> null;
            case B2B -> Exemption.B2B;
            case PRESS -> Exemption.PRESS;
            case POLL -> Exemption.POLL;
            case NON_PROFIT -> Exemption.NON_PROFIT;
        };
    }

    /**
     * What a ground does to the rules of today.
     *
     * @param code of the ground
     * @param excused the rules that leave such calls alone
     * @param held those that hold all the same
     */
    record Excused(String code, List<Named> excused, List<Named> held) {}

    /** A rule by its title. */
    record Named(String id, String title) {}
}
