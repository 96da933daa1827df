package org.openbloctel.server.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.calls.consent.ClaimedConsent;
import org.openbloctel.registry.calls.consent.CompanyConsents;
import org.openbloctel.registry.calls.consent.ConsentFields;
import org.openbloctel.registry.calls.consent.ConsentImports;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.calls.consent.GivenConsent;
import org.openbloctel.registry.calls.consent.NumberConsents;
import org.openbloctel.registry.calls.consent.Permissions;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.springframework.context.MessageSource;

/**
 * The demo's consents, to numbers that ARCEP keeps for fiction: a file that the first company imported, with a line that was refused, one
 * that its call centre recorded, one that the demo's consumer withdrew, and the permission that they gave it in spite of the list.
 */
final class DemoConsents {
    /** The consumer's number that a code proved, and two of other people. */
    private static final String OWN = "06 39 98 12 34";

    private static final String OTHER = "06 39 98 45 67";
    private static final String THIRD = "02 61 91 08 15";
    private static final String PROOF = "sha256:5d10c05b5f2c1584088ca39286d26f592fd2926c50cef3d246d5e41bc53062e8";
    /** As a French file names it. */
    private static final String WINDOWS = "Fenêtres, portes, volets";

    private static final Duration AFTERNOON = Duration.ofHours(15);

    private final Consents consents;
    private final ConsentImports imports;
    private final CompanyConsents listed;
    private final NumberConsents numbers;
    private final Permissions permissions;
    private final MessageSource texts;
    private final InstantSource clock;

    DemoConsents(Needs needs, MessageSource texts, InstantSource clock) {
        this.consents = needs.consents();
        this.imports = needs.imports();
        this.listed = needs.listed();
        this.numbers = needs.numbers();
        this.permissions = needs.permissions();
        this.texts = texts;
        this.clock = clock;
    }

    /** The features that it goes through. */
    record Needs(
            Consents consents,
            ConsentImports imports,
            CompanyConsents listed,
            NumberConsents numbers,
            Permissions permissions) {}

    /** Makes them all. */
    void make(Member owner, Member agent, UUID consumer) throws IOException {
        LocalDate today = LegalCalendar.today(clock);
        List<List<String>> lines = List.of(
                line("C-2026-0041", OTHER, today.minusDays(40), "Fenêtres et volets", WINDOWS, PROOF),
                line("C-2026-0042", THIRD, today.minusDays(39), "Fenêtres et volets", WINDOWS, PROOF),
                line("C-2026-0043", "06 39 98 45 68", today.minusDays(3), "Portes d’entrée", WINDOWS, ""),
                line("C-2025-0117", OWN, today.minusYears(1).plusDays(12), "Entretien des fenêtres", WINDOWS, PROOF),
                line("C-2025-0098", OWN, today.minusMonths(14), "Vérandas", "", PROOF),
                line("C-2026-0029", OWN, today.minusDays(90), "Volets roulants", WINDOWS, PROOF));
        String file =
                lines.stream().map(line -> String.join(";", line) + "\r\n").collect(Collectors.joining());
        ConsentImports.Report report = imports.take(
                owner.company(),
                owner.actor(),
                false,
                new ByteArrayInputStream((header() + file).getBytes(StandardCharsets.UTF_8)));
        imports.keep(owner.company(), report);
        byTheCallCentre(agent, today.minusDays(12));
        GivenConsent unwanted = listed.page(owner.company(), "C-2026-0029", GivenConsent.State.OPEN, 0)
                .getFirst();
        numbers.withdraw(consumer, unwanted.id());
        permit(consumer, today.plusMonths(3));
    }

    private static String header() {
        return Arrays.stream(ConsentFields.Column.values())
                        .map(ConsentFields.Column::french)
                        .collect(Collectors.joining(";"))
                + "\r\n";
    }

    private static List<String> line(
            String reference, String number, LocalDate day, String goods, String subject, String evidence) {
        return List.of(
                reference,
                number,
                given(day).toString(),
                until(day).toString(),
                "",
                "aucun",
                goods,
                "autre",
                subject,
                text(goods),
                "site",
                "oui",
                "oui",
                "oui",
                evidence);
    }

    private static Instant given(LocalDate day) {
        return LegalCalendar.startOf(day).plus(AFTERNOON);
    }

    private static Instant until(LocalDate day) {
        return LegalCalendar.startOf(day.plusYears(1));
    }

    private static String text(String goods) {
        return "J’accepte que la société Fenêtres de la Rade m’appelle pendant un an (" + goods
                + "). Je peux retirer mon accord à tout moment et demander la copie de sa preuve.";
    }

    private void byTheCallCentre(Member agent, LocalDate day) {
        ClaimedConsent claim = new ClaimedConsent(
                "PHARE-3051",
                "05 36 49 22 10",
                given(day).toString(),
                until(day).toString(),
                DemoPeople.PRINCIPAL_SIREN,
                List.of(DemoPeople.AGENT_SIREN),
                "Entretien des fenêtres",
                List.of(Sector.OTHER.code()),
                null,
                text("Entretien des fenêtres"),
                "phone",
                true,
                true,
                true,
                PROOF,
                null);
        consents.record(agent.company(), agent.actor(), false, List.of(claim));
    }

    /** As the page does it. */
    private void permit(UUID consumer, LocalDate until) {
        Company.Named company = permissions.company(DemoPeople.PRINCIPAL_SIREN.replace(" ", ""));
        String text =
                texts.getMessage("consent.permit.text", new Object[] {company.name(), company.siren()}, Locale.FRENCH)
                        + " " + texts.getMessage("consent.permit.text.rights", null, Locale.FRENCH);
        permissions.give(
                consumer,
                new Permissions.Wish(
                        permissions.registrations(consumer).getFirst().id(),
                        company.siren(),
                        "le réglage de mes fenêtres",
                        Subject.of("windows-doors").orElseThrow(),
                        until,
                        text,
                        true));
    }
}
