package org.openbloctel.registry.consent;

import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.refusal.LawRefusal;
import org.openbloctel.registry.refusal.RefusedException;

/**
 * A file of consents, a line each, under a first line that names the columns in French or English; read as it comes. A column that is
 * not known refuses the file, for what is not read might change what was consented to. What a refusal says never quotes the
 * file: a file without a first line of names begins with somebody's number. Not thread-safe.
 */
final class ConsentFile {
    /** A line of somebody's consent may hold a word that is a column's name, too. */
    private static final int MIN_NAMES = 3;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern GAPS = Pattern.compile("[\\s_'’-]+");
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

    private final CsvRecords records;
    private final List<ImportColumn> columns;

    private ConsentFile(CsvRecords records, List<ImportColumn> columns) {
        this.records = records;
        this.columns = columns;
    }

    /** One of the file's lines. */
    record Line(int number, ClaimedConsent claim) {}

    /** Reads the names of the columns; refuses the file if it has not all that are needed, and nothing else. */
    static ConsentFile open(InputStream in) throws IOException {
        CsvRecords records = new CsvRecords(in, CsvRecords.MAX_BYTES);
        List<String> names;
        try {
            names = records.next();
        } catch (RefusedException e) {
            throw new RefusedException(new LawRefusal.NoConsentColumns());
        }
        List<Optional<ImportColumn>> found = names == null
                ? List.of()
                : names.stream().map(ConsentFile::plain).map(ImportColumn::of).toList();
        if (found.stream().filter(Optional::isPresent).count() < MIN_NAMES) {
            throw new RefusedException(new LawRefusal.NoConsentColumns());
        }
        List<ImportColumn> columns = new ArrayList<>();
        for (Optional<ImportColumn> column : found) {
            if (column.isEmpty() || columns.contains(column.get())) {
                throw new RefusedException(new LawRefusal.UnknownColumn(columns.size() + 1));
            }
            columns.add(column.get());
        }
        String missing = ImportColumn.missing(columns);
        if (!missing.isEmpty()) {
            throw new RefusedException(new LawRefusal.MissingColumns(missing));
        }
        return new ConsentFile(records, columns);
    }

    /** The line on which the last record began. */
    int at() {
        return records.line();
    }

    /** How much of the file was read. */
    long bytes() {
        return records.bytes();
    }

    /**
     * The next line; null at the end.
     *
     * @throws RefusedException for a line behind which nothing can be read
     */
    @Nullable
    Line next() throws IOException {
        List<String> fields = records.next();
        return fields == null ? null : new Line(records.line(), claim(fields));
    }

    private ClaimedConsent claim(List<String> fields) {
        if (fields.size() != columns.size()) {
            return ClaimedConsent.unreadable(new LawRefusal.WrongFields(fields.size(), columns.size()));
        }
        Map<ImportColumn, String> texts = new EnumMap<>(ImportColumn.class);
        for (int i = 0; i < columns.size(); i++) {
            texts.put(columns.get(i), fields.get(i));
        }
        return claim(texts);
    }

    /** What the fields of one consent say, whichever way they came; an empty one says nothing. */
    static ClaimedConsent claim(Map<ImportColumn, String> fields) {
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
                channel == null ? null : CHANNELS.getOrDefault(plain(channel), plain(channel)),
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
        return NOBODY.contains(plain(text))
                ? List.of()
                : BETWEEN.splitAsStream(text).toList();
    }

    private static @Nullable List<String> sectors(@Nullable String text) {
        return text == null
                ? null
                : SEPARATORS
                        .splitAsStream(text)
                        .map(ConsentFile::plain)
                        .filter(word -> !word.isEmpty())
                        .map(word -> SECTORS.getOrDefault(word, word))
                        .toList();
    }

    private static @Nullable Boolean flag(ImportColumn column, Map<ImportColumn, String> texts) {
        String text = texts.get(column);
        if (text == null) {
            return null;
        }
        String word = plain(text);
        if (!YES.contains(word) && !NO.contains(word)) {
            throw new RefusedException(new LawRefusal.UnknownValue(column.field()));
        }
        return YES.contains(word);
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
