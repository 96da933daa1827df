package org.openbloctel.registry.consent;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.refusal.LawRefusal;
import org.openbloctel.registry.refusal.RefusedException;

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
    public static ClaimedConsent claim(Map<ImportColumn, String> fields) {
        Map<ImportColumn, String> texts = new EnumMap<>(ImportColumn.class);
        fields.forEach((column, field) -> {
            String text = field.strip();
            if (!text.isEmpty()) {
                texts.put(column, text);
            }
        });
        String reference = texts.get(ImportColumn.REFERENCE);
        try {
            return read(reference, texts);
        } catch (RefusedException e) {
            return ClaimedConsent.unreadable(reference, e.refusal());
        }
    }

    private static ClaimedConsent read(@Nullable String reference, Map<ImportColumn, String> texts) {
        String channel = texts.get(ImportColumn.CHANNEL);
        return new ClaimedConsent(
                reference,
                texts.get(ImportColumn.NUMBER),
                texts.get(ImportColumn.GIVEN_AT),
                texts.get(ImportColumn.UNTIL),
                texts.get(ImportColumn.PRINCIPAL),
                thirdParties(texts.get(ImportColumn.THIRD_PARTIES)),
                texts.get(ImportColumn.GOODS),
                sectors(texts.get(ImportColumn.SECTORS)),
                texts.get(ImportColumn.TEXT),
                channel == null
                        ? null
                        : CHANNELS.getOrDefault(ImportColumn.plain(channel), ImportColumn.plain(channel)),
                flag(ImportColumn.POSITIVE_ACT, texts),
                flag(ImportColumn.WITHDRAWAL_EXPLAINED, texts),
                flag(ImportColumn.PROOF_OFFERED, texts),
                texts.get(ImportColumn.EVIDENCE),
                null);
    }

    /** An empty field says nothing, and is no consent; that there is nobody has to be said. */
    private static @Nullable List<String> thirdParties(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return NOBODY.contains(ImportColumn.plain(text))
                ? List.of()
                : BETWEEN.splitAsStream(text).toList();
    }

    private static @Nullable List<String> sectors(@Nullable String text) {
        return text == null
                ? null
                : SEPARATORS
                        .splitAsStream(text)
                        .map(ImportColumn::plain)
                        .filter(word -> !word.isEmpty())
                        .map(word -> SECTORS.getOrDefault(word, word))
                        .toList();
    }

    private static @Nullable Boolean flag(ImportColumn column, Map<ImportColumn, String> texts) {
        String text = texts.get(column);
        if (text == null) {
            return null;
        }
        String word = ImportColumn.plain(text);
        if (!YES.contains(word) && !NO.contains(word)) {
            throw new RefusedException(new LawRefusal.UnknownValue(column.field()));
        }
        return YES.contains(word);
    }
}
