package org.openbloctel.registry.consent;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The columns of a file of consents: what the API calls them, what a French file calls them, and other words for the same. */
public enum ImportColumn {
    /** The company's own name for it. */
    REFERENCE("reference", "Référence", "ref"),
    /** The number. */
    NUMBER("number", "Numéro", "telephone", "phone"),
    /** When it was given. */
    GIVEN_AT("givenAt", "Donné le", "date-du-consentement", "given-at"),
    /** When it ends. */
    UNTIL("until", "Valable jusqu’au", "fin"),
    /** Whom it was given to; the company itself where it is empty or not there. */
    PRINCIPAL("principal", "SIREN du donneur d’ordre", "siren"),
    /** Who else may call. */
    THIRD_PARTIES("thirdParties", "Tiers", "third-parties"),
    /** Goods or services. */
    GOODS("goods", "Produits ou services", "produits"),
    /** The sectors that it was asked for. */
    SECTORS("sectors", "Secteurs", "secteur", "sector"),
    /** What was shown. */
    TEXT("text", "Texte montré", "texte"),
    /** How. */
    CHANNEL("channel", "Canal"),
    /** Whether they acted themselves. */
    POSITIVE_ACT("positiveAct", "Acte positif", "positive-act"),
    /** Whether withdrawal was explained. */
    WITHDRAWAL_EXPLAINED("withdrawalExplained", "Retrait expliqué", "withdrawal-explained"),
    /** Whether the proof was offered. */
    PROOF_OFFERED("proofOffered", "Preuve proposée", "proof-offered"),
    /** The digest of what proves it. */
    EVIDENCE("evidence", "Empreinte de la preuve", "empreinte");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern GAPS = Pattern.compile("[\\s_'’-]+");

    private final String field;
    private final String french;
    /** Other words, with a blank before and behind each. */
    private final String words;

    ImportColumn(String field, String french, String... words) {
        this.field = field;
        this.french = french;
        this.words = " " + String.join(" ", words) + " ";
    }

    /** What the API calls it, and an English file. */
    public String field() {
        return field;
    }

    /** What a French file calls it. */
    public String french() {
        return french;
    }

    /** Whether there is no consent without it. */
    public boolean needed() {
        return this != PRINCIPAL;
    }

    static Optional<ImportColumn> of(String word) {
        return Arrays.stream(values())
                .filter(column -> column.field.equalsIgnoreCase(word)
                        || plain(column.french).equals(word)
                        || (!word.isEmpty() && column.words.contains(" " + word + " ")))
                .findFirst();
    }

    static String missing(List<ImportColumn> found) {
        return Arrays.stream(values())
                .filter(column -> column.needed() && !found.contains(column))
                .map(column -> column.french() + " (" + column.field() + ")")
                .collect(Collectors.joining(", "));
    }

    /** Without accents, in small letters, with one dash between words. */
    static String plain(String text) {
        String letters = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .strip()
                .toLowerCase(Locale.ROOT);
        return GAPS.matcher(letters).replaceAll("-");
    }
}
