package org.openbloctel.server.service.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The search with a stemmer that cuts an s: accents, groups, mistakes, the order of pages, and lines of any length. */
final class SearchIndexTest {
    private static HelpPage page(String name, String title, String text) {
        return new HelpPage(name, Locale.FRENCH, title, HelpPage.Audience.EVERYBODY, 1, List.of(), "", text);
    }

    private static Map<String, String> stems(Collection<String> words) {
        Map<String, String> stems = new HashMap<>();
        words.stream()
                .filter(word -> !word.equals("été"))
                .forEach(word -> stems.put(word, word.endsWith("s") ? word.substring(0, word.length() - 1) : word));
        return stems;
    }

    private static SearchIndex.Results search(String query, HelpPage... pages) {
        return new SearchIndex(List.of(pages), List.of(List.of("tarif", "prix")), SearchIndexTest::stems).search(query);
    }

    private static List<String> names(SearchIndex.Results results) {
        return results.pages().stream().map(found -> found.page().name()).toList();
    }

    private static String line(SearchIndex.Results results) {
        return results.pages().getFirst().excerpt().stream()
                .map(piece -> piece.marked() ? "[" + piece.text() + "]" : piece.text())
                .collect(Collectors.joining());
    }

    @Test
    void accentsAndEndingsDoNotMatter() {
        HelpPage page = page("a", "La durée", "Les numéros durent.");
        for (String query : List.of("durée", "DUREE", "durées", "numero", "NUMÉROS")) {
            assertThat(names(search(query, page))).as(query).containsExactly("a");
        }
        assertThat(names(search("été", page("b", "Cela a été", "Un été.")))).isEmpty();
    }

    @Test
    void wordsOfAGroupStandForOneAnother() {
        assertThat(names(search("prix", page("a", "Le tarif", "x"), page("b", "Autre", "y"))))
                .containsExactly("a");
    }

    @Test
    void pagesWithAllWordsAndWithThemInTheTitleComeFirst() {
        HelpPage text = page("text", "Autre", "Un fichier.");
        HelpPage title = page("title", "Le fichier", "Rien.");
        HelpPage both = page("both", "Autre", "Un fichier perdu.");
        assertThat(names(search("fichier", text, title, both))).startsWith("title");
        assertThat(names(search("fichier perdu", text, title, both))).containsExactly("both");
        SearchIndex.Results some = search("fichier portabilité", text);
        assertThat(names(some)).containsExactly("text");
        assertThat(some.unknown()).containsExactly("portabilité");
    }

    @Test
    void mistakeIsReadAsTheNearestWord() {
        HelpPage page = page("a", "Une attestation", "Le certificat.");
        SearchIndex.Results results = search("atestatoin", page);
        assertThat(results.corrected()).isEqualTo("attestation");
        assertThat(names(results)).containsExactly("a");
        assertThat(search("certificats", page).corrected()).isNull();
        assertThat(names(search("xyz", page))).isEmpty();
    }

    @Test
    void lineIsCutAroundWhatWasLookedFor() {
        String before = "mot ".repeat(100);
        HelpPage page = page("a", "Titre", "Autre ligne.\n" + before + "cible " + "fin ".repeat(100));
        assertThat(line(search("cible", page)))
                .startsWith("… ")
                .contains("[cible]")
                .endsWith(" …")
                .hasSizeLessThan(240);
        String endless = "a".repeat(1_000);
        assertThat(line(search("cible", page("a", "Titre", before + endless + " cible"))))
                .contains("cible");
        assertThat(line(search(endless, page("a", "Titre", endless + " x")))).contains("[" + endless + "]");
        assertThat(line(search(endless, page("a", "Titre", before + endless)))).isNotEmpty();
        assertThat(names(search("?! … «»", page))).isEmpty();
    }
}
