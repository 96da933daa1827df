package org.openbloctel.registry.calls.consent;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** The fields of one consent as a file or a form has them: texts in French or English, read into a claim. */
public final class ConsentFields {
    private static final Pattern BETWEEN = Pattern.compile("[\\s,;|/]+");
    /** Between sectors, whose names have blanks in them. */
    private static final Pattern SEPARATORS = Pattern.compile("[,;|/]+");

    private static final Set<String> YES = Set.of("oui", "yes", "vrai", "true", "1");
    private static final Set<String> NO = Set.of("non", "no", "faux", "false", "0");
    private static final Set<String> NOBODY = Set.of("aucun", "personne", "none", "nobody");
    private static final Map<String, String> CHANNELS = Map.ofEntries(
            Map.entry("site", "web"),
            Map.entry("telephone", "phone"),
            Map.entry("papier", "paper"),
            Map.entry("face-a-face", "in-person"),
            Map.entry("message", "message"),
            Map.entry("autre", "other"));

    private static final Map<String, String> SECTORS = Map.ofEntries(
            Map.entry("renovation-energetique", "energy-renovation"),
            Map.entry("adaptation-du-logement", "home-adaptation"),
            Map.entry("formation", "cpf"),
            Map.entry("assurance", "insurance"),
            Map.entry("presse", "press"),
            Map.entry("sondage", "poll"),
            Map.entry("association", "non-profit"),
            Map.entry("autre", "other"));

    private ConsentFields() {}

    /** What the fields of one consent say, whichever way they came; an empty one says nothing. */
    public static ClaimedConsent claim(Map<Column, String> fields) {
        Map<Column, String> texts = new EnumMap<>(Column.class);
        fields.forEach((column, field) -> {
            String text = field.strip();
            if (!text.isEmpty()) {
                texts.put(column, text);
            }
        });
        String reference = texts.get(Column.REFERENCE);
        try {
            return read(reference, texts);
        } catch (RefusedException e) {
            return ClaimedConsent.unreadable(reference, e.refusal());
        }
    }

    private static ClaimedConsent read(@Nullable String reference, Map<Column, String> texts) {
        String channel = texts.get(Column.CHANNEL);
        return new ClaimedConsent(
                reference,
                texts.get(Column.NUMBER),
                texts.get(Column.GIVEN_AT),
                texts.get(Column.UNTIL),
                texts.get(Column.PRINCIPAL),
                thirdParties(texts.get(Column.THIRD_PARTIES)),
                texts.get(Column.GOODS),
                sectors(texts.get(Column.SECTORS)),
                subject(texts.get(Column.SUBJECT)),
                texts.get(Column.TEXT),
                channel == null ? null : CHANNELS.getOrDefault(Column.plain(channel), Column.plain(channel)),
                flag(Column.POSITIVE_ACT, texts),
                flag(Column.WITHDRAWAL_EXPLAINED, texts),
                flag(Column.PROOF_OFFERED, texts),
                texts.get(Column.EVIDENCE),
                null);
    }

    /** An empty field says nothing, and is no consent; that there is none has to be said. */
    private static @Nullable List<String> thirdParties(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return NOBODY.contains(Column.plain(text))
                ? List.of()
                : BETWEEN.splitAsStream(text).toList();
    }

    private static @Nullable List<String> sectors(@Nullable String text) {
        return text == null
                ? null
                : SEPARATORS
                        .splitAsStream(text)
                        .map(Column::plain)
                        .filter(word -> !word.isEmpty())
                        .map(word -> SECTORS.getOrDefault(word, word))
                        .toList();
    }

    /** Its id, or its name in either language. */
    private static @Nullable String subject(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String word = Column.plain(text);
        return Subject.all().stream()
                .filter(one -> Column.plain(one.name().fr()).equals(word)
                        || Column.plain(one.name().en()).equals(word))
                .map(Subject::id)
                .findFirst()
                .orElse(word);
    }

    private static @Nullable Boolean flag(Column column, Map<Column, String> texts) {
        String text = texts.get(column);
        if (text == null) {
            return null;
        }
        String word = Column.plain(text);
        if (!YES.contains(word) && !NO.contains(word)) {
            throw new RefusedException(new LawRefusal.UnknownValue(column.field()));
        }
        return YES.contains(word);
    }

    /** The columns of a file of consents: what the API calls them, what a French file calls them, and other words for the same. */
    public enum Column {
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
        /** The subject that it was asked for. */
        SUBJECT("subject", "Sujet", "objet"),
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

        Column(String field, String french, String... words) {
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

        /** Whether there is no consent without it; a subject says its sector, too. */
        public boolean needed() {
            return this != PRINCIPAL && this != SUBJECT;
        }

        static Optional<Column> of(String word) {
            return Arrays.stream(values())
                    .filter(column -> column.field.equalsIgnoreCase(word)
                            || plain(column.french).equals(word)
                            || (!word.isEmpty() && column.words.contains(" " + word + " ")))
                    .findFirst();
        }

        static String missing(List<Column> found) {
            return Arrays.stream(values())
                    .filter(column -> column.needed() && !found.contains(column))
                    .filter(column -> column != SECTORS || !found.contains(SUBJECT))
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
}
