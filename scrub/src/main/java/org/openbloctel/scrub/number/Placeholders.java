package org.openbloctel.scrub.number;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands in a cell in place of a number that is not known: words by language, signs alone, zeros alone, crosses alone. A placeholder is
 * the whole cell; one that has any digit but 0 is none. Words that forbid a call ({@code ne pas appeler}, {@code Bloctel}) are none either.
 *
 * <p>Immutable.
 */
public final class Placeholders implements Serializable {
    private static final long serialVersionUID = 1;

    private static final List<String> FRENCH = List.of(
            "NC, N.R., néant, aucun, aucune, vide, rien, sans, absent, absente, manquant, inconnu, inconnue, non, s.o., sans objet, à compléter",
            "à renseigner, à demander, ne sait pas, NSP, non communiqué, non communiquée, non connu, non connue, non renseigné, non renseignée",
            "non précisé, non précisée, non fourni, non fournie, non disponible, indisponible, liste rouge, anonyme, masqué, privé",
            "pas de téléphone, pas de tél, pas de numéro, pas de portable, pas de mobile, pas de fixe, aucun téléphone, aucun numéro",
            "sans téléphone, sans tél, sans numéro, sans portable, numéro inconnu, téléphone inconnu");
    private static final List<String> ENGLISH = List.of(
            "\\N, NULL, none, nil, NaN, N/A, no, nothing, empty, blank, missing, unknown, undefined, not available, not applicable, not given",
            "not known, not provided, not set, no phone, no telephone, no number, no mobile, no data, ex-directory, unlisted, unavailable",
            "TBC, TBD, anonymous, withheld, private, restricted");
    private static final List<String> GERMAN = List.of(
            "kein, keine, keines, leer, unbekannt, k.A., keine Angabe, nicht bekannt, nicht vorhanden, kein Telefon, keine Nummer");
    private static final List<String> SPANISH = List.of(
            "sin, ninguno, ninguna, nada, vacío, desconocido, desconocida, no tiene, no consta, sin teléfono, sin número, sin datos");
    private static final List<String> ITALIAN = List.of(
            "nessuno, nessuna, niente, vuoto, assente, sconosciuto, sconosciuta, N.D., non disponibile, senza telefono, senza numero");
    private static final List<String> PORTUGUESE =
            List.of("nenhum, nenhuma, desconhecido, não tem, não informado, sem, sem telefone, sem número");
    private static final List<String> DUTCH = List.of("geen, leeg, onbekend, n.v.t., niet bekend");

    private static final String SIGNS = " \t\r\n-./\\?*_#,;:|~()[]<>\"'";

    /** None but a blank cell. */
    public static final Placeholders NONE = new Placeholders(Set.of(), List.of());
    /** Those of the project, in seven languages. */
    public static final Placeholders USUAL = new Placeholders(usual(), List.of());

    private final HashSet<String> words;
    private final ArrayList<String> added;

    private Placeholders(Set<String> words, List<String> added) {
        this.words = new HashSet<>(words);
        this.added = new ArrayList<>(added);
    }

    private static Set<String> usual() {
        return Stream.of(FRENCH, ENGLISH, GERMAN, SPANISH, ITALIAN, PORTUGUESE, DUTCH)
                .flatMap(List::stream)
                .flatMap(line -> Stream.of(line.split(", ")))
                .map(Placeholders::letters)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * These and another, in any case, with or without accents, signs and blanks; empty for a text without a letter, or
     * with a digit or a control character.
     */
    public Optional<Placeholders> and(String other) {
        String letters = letters(other);
        if (letters.isEmpty() || other.chars().anyMatch(c -> Character.isDigit(c) || Character.isISOControl(c))) {
            return Optional.empty();
        }
        Set<String> all = new HashSet<>(words);
        all.add(letters);
        List<String> texts = new ArrayList<>(added);
        texts.add(other);
        return Optional.of(new Placeholders(all, texts));
    }

    /** The usual ones and others; empty if one of them has no letter, or a digit. */
    public static Optional<Placeholders> usualAnd(List<String> others) {
        Optional<Placeholders> all = Optional.of(USUAL);
        for (String other : others) {
            all = all.flatMap(some -> some.and(other));
        }
        return all;
    }

    /** What a caller added, as it was typed. */
    public List<String> added() {
        return List.copyOf(added);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Placeholders that && words.equals(that.words);
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }

    private static String letters(String text) {
        return AsciiFolding.lowerCase(text).replaceAll("[^a-z]", "");
    }

    /** Whether a cell that is not blank is one: folded, without what surrounds it. */
    boolean contain(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] >= '1' && text[i] <= '9') {
                return false; // seen at once, in all cells but a few
            }
        }
        int letters = 0;
        int crosses = 0;
        int zeros = 0;
        for (int i = from; i < to; i++) {
            int c = text[i];
            int lower = c | 0x20;
            if (c == '0') {
                zeros++;
            } else if (lower >= 'a' && lower <= 'z') {
                letters++;
                crosses += lower == 'x' ? 1 : 0;
            } else if (SIGNS.indexOf(c) < 0) {
                return false;
            }
        }
        boolean crossed = letters > 1 && letters == crosses;
        return !words.isEmpty()
                && (letters == 0 || (zeros == 0 && (crossed || words.contains(letters(text, from, to, letters)))));
    }

    private static String letters(byte[] text, int from, int to, int n) {
        char[] letters = new char[n];
        int k = 0;
        for (int i = from; i < to; i++) {
            int lower = text[i] | 0x20;
            if (lower >= 'a' && lower <= 'z') {
                letters[k++] = (char) lower;
            }
        }
        return new String(letters);
    }
}
