package org.openbloctel.server.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openbloctel.registry.accounts.company.ActNotices;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.server.app.SharedServer;
import org.springframework.context.MessageSource;

/** Every mail to companies and staff can be written, in both languages, with its link and without a gap. */
final class CompanyMailsIT {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates/mail");
    private static final Map<String, String> PARAMETERS = Map.ofEntries(
            Map.entry("article", "Code de la consommation, L.223-1"),
            Map.entry("campaign", "Rentrée"),
            Map.entry("until", "2026-12-24"),
            Map.entry("company", "Appels & Cie"),
            Map.entry("principal", "Fenêtres & Fils"),
            Map.entry("agent", "Appels & Cie"),
            Map.entry("job", "submission.erase"),
            Map.entry("token", "a-1_b"),
            Map.entry("realm", "member"),
            Map.entry("powers", "2"),
            Map.entry("seen", "234"),
            Map.entry("head", "184"),
            Map.entry("span", "HOUR"),
            Map.entry("limit", "2000"),
            Map.entry("from", "185"),
            Map.entry("reason", "Le nom ne va pas avec le SIREN"),
            Map.entry("inviter", "Camille"),
            Map.entry("member", "Lou"),
            Map.entry("keys", "2"),
            Map.entry("act", "key.made"),
            Map.entry("at", "2026-11-24T13:05:00Z"),
            Map.entry("network", "192.0.2.1"),
            Map.entry("whole", "false"),
            Map.entry("beginning", "obl_live_1234"),
            Map.entry("day", "2026-12-24"),
            Map.entry("kind", "SIGNS"),
            Map.entry("figures", "UNASSIGNED 41 %"),
            Map.entry("number", "2026-000001"),
            Map.entry("id", "00000000-0000-0000-0000-000000000001"),
            Map.entry("files", "61"),
            Map.entry("signs", "UNASSIGNED 41, NEIGHBOURS 25"),
            Map.entry("step", "HOLD"),
            Map.entry("asked", "50000"),
            Map.entry("learnt", "2000"),
            Map.entry("count", "2"),
            Map.entry("references", "C-1, C-2"),
            Map.entry("reference", "portail-0a1b2c3d"),
            Map.entry("goods", "l’entretien de ma chaudière"),
            Map.entry("lines", "12"),
            Map.entry("name", "Téléphone"),
            Map.entry("host", "crm.example.org"),
            Map.entry("description", ""),
            Map.entry("since", "2026-11-24T13:05:00Z"),
            Map.entry("path", "/pro/webhooks/00000000-0000-0000-0000-000000000001"));

    private static final MailWriter WRITER =
            new MailWriter(SharedServer.get().bean(MessageSource.class), "https://demo.example", "OpenBloctel");

    static List<String> templates() {
        return Stream.of("alarm", "campaign", "company", "consent", "guard", "webhook")
                .flatMap(folder -> templates(folder).stream())
                .toList();
    }

    private static List<String> templates(String folder) {
        try (Stream<Path> files = Files.list(TEMPLATES.resolve(folder))) {
            return files.map(file -> folder + "/" + file.toFile().getName().replace(".html", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void mailIsWrittenInBothLanguages(String template) {
        for (Locale locale : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            Map<String, String> parameters = new HashMap<>(PARAMETERS);
            if (template.equals("alarm/erasing-stopped")) {
                parameters.put("reason", "AMOUNT");
            }
            Outbox.Message message = new Outbox.Message("camille@example.org", locale, template, parameters);
            Mail mail = WRITER.write(Letters.taken(UUID.randomUUID(), message));
            assertThat(mail.subject()).isNotBlank();
            if (template.startsWith("webhook/")) {
                assertThat(mail.text()).contains("crm.example.org", "https://demo.example/pro/webhooks/0000");
            }
            if (template.startsWith("consent/")) {
                assertThat(mail.text()).contains("Appels & Cie", "https://demo.example/pro/consentements?");
            }
            if (template.startsWith("campaign/")) {
                assertThat(mail.text()).contains("Rentrée", "2026");
            }
            assertThat(mail.text()).doesNotContain("??").doesNotContain("null").hasSizeGreaterThan(60);
        }
    }

    /** The secrets that stay in the query: they work once, and for a day at most. */
    @Test
    void secretsThatLastStandBehindTheHashOfTheirLinks() {
        List<String> inTheQuery = templates().stream()
                .filter(template -> text(template, Map.of()).contains("?jeton="))
                .toList();
        assertThat(inTheQuery).containsExactly("company/password");
        assertThat(text("company/password", Map.of()))
                .as("also to a person who has none yet")
                .doesNotContain("votre mot de passe reste");
        for (String template : List.of("invitation", "act", "confirm", "factor-withdrawal")) {
            assertThat(text("company/" + template, Map.of())).as(template).contains("#jeton=a-1_b");
        }
    }

    private static String text(String template, Map<String, String> with, String... without) {
        Map<String, String> parameters = new HashMap<>(PARAMETERS);
        parameters.putAll(with);
        List.of(without).forEach(parameters::remove);
        Outbox.Message message = new Outbox.Message("camille@example.org", Locale.FRENCH, template, parameters);
        return WRITER.write(Letters.taken(UUID.randomUUID(), message)).text().replaceAll("[\u00a0\u202f\\s]+", " ");
    }

    /** A release that knew no stop of a pair queued it without these. */
    @Test
    void mailOfTheReleaseBeforeIsOfTheCompanyAsAWhole() {
        assertThat(text("guard/stopped", Map.of(), "principal", "whole"))
                .contains("au nom de Appels & Cie", "votre entreprise ne reçoit plus de réponse :")
                .doesNotContain("null", "pour le compte de");
        assertThat(text("guard/stop-of-company", Map.of(), "principal", "whole"))
                .contains("Appels & Cie a demandé")
                .doesNotContain("null", "Elle n’est arrêtée que pour", "pour tous ses clients");
    }

    @Test
    void stopOfThePairAndOfTheWholeCompanyReadDifferently() {
        assertThat(text("guard/stopped", Map.of("whole", "false")))
                .contains("pour le compte de Fenêtres & Fils", "Pour vos autres clients, rien ne change.");
        assertThat(text("guard/stopped", Map.of("whole", "true")))
                .contains("votre entreprise ne reçoit plus de réponse :")
                .doesNotContain("Fenêtres & Fils", "autres clients");
        assertThat(text("guard/stop-of-company", Map.of("whole", "false")))
                .contains("Elle n’est arrêtée que pour Fenêtres & Fils");
        assertThat(text("guard/stop-of-company", Map.of("whole", "true")))
                .contains("Elle est arrêtée pour tous ses clients.", "Fenêtres & Fils");
        assertThat(text("guard/stop-of-company", Map.of("whole", "true", "principal", "")))
                .as("it asked for itself")
                .doesNotContain("tous ses clients", "Elle n’est arrêtée que");
    }

    /** What happened, the one thing to do, and the page for it. */
    @Test
    void mailOfAStopHasOneButton() {
        for (String step : List.of("HOLD", "PROVENANCE", "SUSPEND")) {
            assertThat(text("guard/stopped", Map.of("step", step)))
                    .contains("https://demo.example/pro/provenance", "Une seule chose à faire")
                    .doesNotContain("/pro/cles", "répondez à ce message", "eux personnes");
        }
        assertThat(text("guard/stop-of-company", Map.of())).contains("50 000 numéros", "2 000 numéros");
        assertThat(text("guard/stop-of-company", Map.of("asked", "1", "learnt", "0")))
                .contains("a demandé 1 numéro en sept jours", "0 numéro de la liste");
    }

    @Test
    void operatorReadsTheFiguresOfAHeldFileInWords() {
        String held = "alarm/file-of-company-held";
        assertThat(text(held, Map.of("figures", "NEIGHBOURS 59 %, WITHHELD")))
                .contains("numéros qui se suivent : 59 %", "signe dont l’exploitant garde le nom")
                .contains("Raison : Des numéros inhabituels pour un fichier d’appel.")
                .contains("déposé pour le compte de Fenêtres & Fils")
                .doesNotContain("NEIGHBOURS", "WITHHELD", "Chiffres", "votre entreprise");
        assertThat(text(held, Map.of("kind", "BUDGET_DAY", "figures", "FRESH 12700 > 400; BUDGET 1000")))
                .contains("nouveaux numéros : 12 700, il en restait 400", "budget : 1 000 nouveaux numéros par jour")
                .contains("repris dès que le budget suffit");
        assertThat(text(held, Map.of("kind", "BUDGET_DAY", "figures", "FRESH 700 > 1000; LEFT 400")))
                .as("held by the release before")
                .contains("nouveaux numéros : 700, il en restait 400")
                .doesNotContain("1 000", ">");
        assertThat(text(held, Map.of("kind", "COVERAGE", "figures", "COVERAGE 30 % >= 30 %")))
                .contains("part d’une tranche, en moyenne : 30 % (un fichier est retenu à partir de 30 %)")
                .doesNotContain("votre entreprise", ">");
        assertThat(text(held, Map.of("kind", "STOPPED", "figures", ""), "principal"))
                .contains("quand l’arrêt est levé")
                .doesNotContain("??", "null", "pour le compte");
    }

    @Test
    void ownerReadsWhatToDoAboutAHeldFile() {
        String held = "alarm/file-held";
        assertThat(text(held, Map.of("kind", "STOPPED", "figures", "")))
                .contains("https://demo.example/pro/provenance")
                .doesNotContain("/pro/depots/");
        for (String kind : List.of("SIGNS", "COVERAGE", "BUDGET_DAY", "BUDGET_YEAR")) {
            assertThat(text(held, Map.of("kind", kind, "figures", "UNASSIGNED 41 %")))
                    .contains("https://demo.example/pro/depots/0000", "tranches qu’aucun abonné n’a : 41 %")
                    .doesNotContain("Un responsable", "/pro/provenance", "Rien n’est perdu");
        }
        assertThat(text(held, Map.of("kind", "BUDGET_YEAR")))
                .as("a client's plan")
                .contains("Le budget est celui de la formule de Fenêtres & Fils")
                .doesNotContain("Choisissez");
        assertThat(text(held, Map.of("kind", "BUDGET_YEAR", "principal", ""))).contains("Choisissez");
        assertThat(text("alarm/file-for-client-held", Map.of("kind", "BUDGET_YEAR")))
                .contains("Choisissez une formule plus grande", "https://demo.example/pro/consommation");
    }

    @Test
    void everyActHasItsWords() {
        for (String act : ActNotices.ACTS) {
            Map<String, String> parameters = new TreeMap<>(PARAMETERS);
            parameters.put("act", act);
            for (Locale locale : List.of(Locale.FRENCH, Locale.ENGLISH)) {
                Outbox.Message message = new Outbox.Message("camille@example.org", locale, "company/act", parameters);
                Mail mail = WRITER.write(Letters.taken(UUID.randomUUID(), message));
                assertThat(mail.text())
                        .as(act)
                        .contains("Lou", "192.0.2.1", "https://demo.example/professionnels/pas-moi#jeton=a-1_b")
                        .doesNotContain("??", "company.act");
            }
        }
    }
}
