package org.openbloctel.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.calls.call.CallReport;
import org.openbloctel.registry.calls.call.CallReports;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.platform.calendar.LegalCalendar;

/** The demo's campaign, with three weeks of calls to numbers that ARCEP keeps for fiction. */
final class DemoCampaigns {
    private static final int DAYS = 21;
    private static final int CALLS_A_DAY = 30;
    private static final int LAST_DIGITS = 10_000;
    private static final long SEED = 20_261_102;
    private static final Duration BETWEEN_CALLS = Duration.ofMinutes(9);

    private final Campaigns campaigns;
    private final CallReports reports;
    private final InstantSource clock;
    private final Random random = new Random(SEED);

    DemoCampaigns(Campaigns campaigns, CallReports reports, InstantSource clock) {
        this.campaigns = campaigns;
        this.reports = reports;
        this.clock = clock;
    }

    /** Declares it and reports its calls. */
    Campaign make(Member owner) {
        LocalDate today = LegalCalendar.today(clock);
        Campaign campaign = campaigns.declare(
                owner.company(),
                owner.actor(),
                new Campaigns.Terms(
                        null,
                        "Entretien des fenêtres, clients de 2024",
                        Sector.OTHER,
                        Subject.of("windows-doors").orElseThrow(),
                        "Entretien des fenêtres",
                        Campaign.Exemption.CONTRACT,
                        "Contrats d’entretien en cours, dossier « Entretien 2024 » du service clients.",
                        today.minusDays(DAYS),
                        today.plusMonths(2)));
        List<CallReports.Told> calls = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            if (today.minusDays(day).getDayOfWeek().getValue() <= 5) {
                calls(campaign, clock.instant().minus(Duration.ofDays(day)), calls);
            }
        }
        reports.file(owner.company(), false, calls);
        return campaign;
    }

    private void calls(Campaign campaign, Instant last, List<CallReports.Told> calls) {
        int today = CALLS_A_DAY / 2 + random.nextInt(CALLS_A_DAY);
        for (int i = 0; i < today; i++) {
            String number = String.format(Locale.ROOT, "063998%04d", random.nextInt(LAST_DIGITS));
            String at = last.minus(BETWEEN_CALLS.multipliedBy(i)).toString();
            calls.add(new CallReports.Told(
                    "demo-" + calls.size(), number, at, campaign.id().toString(), outcome(), null, null));
        }
    }

    /** Half of all calls are not answered. */
    private String outcome() {
        CallReport.Outcome[] answered = {
            CallReport.Outcome.ANSWERED,
            CallReport.Outcome.ANSWERED,
            CallReport.Outcome.HUNG_UP,
            CallReport.Outcome.REFUSED
        };
        return (random.nextBoolean() ? CallReport.Outcome.NO_ANSWER : answered[random.nextInt(answered.length)]).code();
    }
}
