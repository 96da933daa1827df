package org.openbloctel.server.service.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;

/** The questionnaire from its first question to the answer: the law of the day, the articles, the plan; nobody signs in. */
final class AdvicePagesIT {
    private static final String START = "/que-faire?qui=self&cible=consumers&objet=";

    private static String page(String address) {
        HttpResponse<String> answer = SharedServer.visitor().get(address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return answer.body().replace('\u00a0', ' ');
    }

    private static String answer(String objet, String lien, String accord, String jour) {
        return page(START + objet + "&lien=" + lien + "&accord=" + accord + "&lignes=3000&fois=10&nouveaux=6000&jour="
                + jour);
    }

    private static List<String> found(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(one -> one.group(1))
                .toList();
    }

    private static List<String> answers(String page) {
        return found(page, "class=\"tag [a-z]+\"><span[^>]*>.</span>([^<]+)</span>");
    }

    @Test
    void firstPageAsksWhoCallsAndKeepsWhatWasAnswered() {
        assertThat(page("/que-faire")).contains("Question 1 sur 9", "name=\"qui\"", "value=\"agent\"");
        assertThat(page("/que-faire?qui=agent&etape=qui"))
                .contains("Question 2 sur 9", "name=\"qui\" value=\"agent\"", "name=\"cible\"")
                .doesNotContain("class=\"errors\"");
        assertThat(page("/que-faire?qui=agent&etape=cible"))
                .contains("Question 2 sur 9", "class=\"errors\"", "href=\"#cible\"", "<title>Erreur : Que dois-je");
        assertThat(page("/que-faire?qui=%3Cscript%3E&etape=qui"))
                .contains("Question 1 sur 9")
                .doesNotContain("<script>");
    }

    @Test
    void sinceAugust2026ConsentDecidesAndTheListDoesNot() {
        String without = answer("other", "none", "none", "2026-11-24");
        assertThat(answers(without)).containsExactly("interdit");
        assertThat(without)
                .contains("Un numéro, inscrit sur la liste ou non", "href=\"/regles/consent\"", "L.223-1")
                .contains("data-statement=\"keep.proof\"", "trois ans à compter de son recueil");
        assertThat(answers(answer("other", "none", "recent", "2026-11-24"))).containsExactly("autorisé");
        assertThat(answers(answer("other", "none", "old", "2026-11-24"))).containsExactly("interdit");
        assertThat(answers(answer("other", "ongoing-contract", "none", "2026-11-24")))
                .containsExactly("autorisé");
    }

    @Test
    void bannedSectorIsNotOpenedByConsentButByARequest() {
        assertThat(answers(answer("home-adaptation", "none", "recent", "2026-11-24")))
                .containsExactly("interdit");
        assertThat(answers(answer("home-adaptation", "none", "asked", "2026-11-24")))
                .containsExactly("autorisé");
        assertThat(answers(answer("cpf", "none", "asked", "2026-11-24"))).containsExactly("interdit");
    }

    @Test
    void rulesOfOtherSectorsAreLeftOut() {
        List<String> sectors = List.of(
                "energy-renovation-ban", "home-adaptation-ban", "cpf-ban", "insurance-refusal", "insurance-recontact");
        String other = answer("other", "none", "none", "2026-11-24");
        assertThat(rules(other))
                .contains("consent", "calling-hours", "attempt-limit")
                .doesNotContainAnyElementsOf(sectors);
        assertThat(other).contains("L.223-1", "24 novembre 2026");
        List<String> insurance = rules(answer("insurance", "none", "none", "2026-11-24"));
        assertThat(insurance)
                .contains("insurance-refusal", "insurance-recontact")
                .doesNotContain("cpf-ban");
        assertThat(rules(answer("cpf", "none", "none", "2026-11-24")))
                .contains("cpf-ban")
                .doesNotContain("insurance-refusal");
    }

    private static List<String> rules(String page) {
        return found(page, "data-rule=\"([a-z-]+)\"");
    }

    @Test
    void dayOfThePastIsAnsweredByItsOwnLawAndPrices() {
        String page = answer("other", "none", "none", "2018-06-12");
        assertThat(answers(page)).containsExactly("autorisé", "interdit");
        assertThat(page)
                .contains("Un numéro qui n’est pas inscrit", "Un numéro inscrit sur la liste")
                .contains("href=\"/regles/opposition-list\"", "href=\"/regles/list-check\"")
                .doesNotContain("href=\"/regles/calling-hours\"", "/professionnels/inscription")
                .contains("Petits fichiers", "700 €", "300 € par an");
        String before = answer("other", "none", "none", "2010-01-01");
        assertThat(answers(before)).containsExactly("impossible à dire : ne pas appeler");
        assertThat(before).contains("Aucune formule ne pouvait être commandée ce jour-là");
    }

    @Test
    void cheapestPlanThatSufficesIsNamed() {
        String year = "&lien=none&accord=recent&jour=2026-11-24&";
        assertThat(page(START + "other" + year + "lignes=1000&fois=10&nouveaux=2000"))
                .contains("Découverte", "gratuit", "2 000", "href=\"/aide/nouveaux-numeros\"");
        assertThat(page(START + "other" + year + "lignes=3000&fois=2&nouveaux=6000"))
                .contains("À l’acte", "50 €");
        assertThat(page(START + "other" + year + "lignes=3000&fois=24&nouveaux=6000"))
                .contains("Petits fichiers", "350 €");
        assertThat(page(START + "other" + year + "lignes=1000000&fois=2&nouveaux=300000"))
                .contains("Très grands fichiers", "10 000 000");
    }

    /** The free plan sells 24,000 lines, of which 2,000 new numbers: 20 files of 1,000 other people each do not fit. */
    @Test
    void cheapestPlanAlsoSufficesForTheNewNumbersOfTheYear() {
        String files = START + "other&lien=none&accord=recent&jour=2026-11-24&lignes=1000&fois=24&nouveaux=";
        assertThat(page(files + "2000")).contains("Découverte");
        assertThat(page(files + "25000")).contains("Petits fichiers").doesNotContain("Découverte");
        assertThat(page(START + "other&lien=none&accord=recent&jour=2026-11-24&lignes=1000&fois=2&nouveaux=25000"))
                .as("two files of 1,000 lines have 2,000 new numbers at most")
                .contains("Découverte");
    }

    @Test
    void callCentreIsSentToItsPrincipal() {
        String rest =
                "&cible=consumers&objet=other&lien=none&accord=none&lignes=1000&fois=2&nouveaux=2000&jour=2026-11-24";
        assertThat(page("/que-faire?qui=agent" + rest)).contains("mandat daté");
        assertThat(page("/que-faire?qui=self" + rest)).doesNotContain("mandat daté");
    }

    @Test
    void answerIsWholeInEnglishAndChangesOneAnswerAtATime() {
        Visitor visitor = SharedServer.visitor().speaks("en");
        String page = visitor.get(
                        "/que-faire?qui=self&cible=professionals&objet=other&lignes=1000&fois=2&nouveaux=2000&jour=2026-11-24")
                .body();
        assertThat(page)
                .contains("The answer for", "allowed", "The plan that suffices")
                .contains(
                        "href=\"/que-faire?qui=self&amp;cible=professionals&amp;objet=other&amp;lignes=1000&amp;fois=2&amp;nouveaux=2000\"");
        assertThat(page("/")).contains("href=\"/que-faire\"");
        assertThat(page("/professionnels")).contains("href=\"/que-faire\"", "href=\"/puis-je-appeler\"");
        assertThat(page("/aide")).contains("href=\"/que-faire\"");
    }
}
