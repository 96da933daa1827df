package org.openbloctel.registry.calls.consent;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * A file of consents, a line each, under a first line that names the columns in French or English; read as it comes. A column that is
 * not known refuses the file, for what is not read might change what was consented to. What a refusal says never quotes the
 * file: a file without a first line of names begins with a person's number. Not thread-safe.
 */
final class ConsentFile {
    /** A line of a person's consent may hold a word that is a column's name, too. */
    private static final int MIN_NAMES = 3;

    private final CsvRecords records;
    private final List<ConsentFields.Column> columns;

    private ConsentFile(CsvRecords records, List<ConsentFields.Column> columns) {
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
        List<Optional<ConsentFields.Column>> found = names == null
                ? List.of()
                : names.stream()
                        .map(ConsentFields.Column::plain)
                        .map(ConsentFields.Column::of)
                        .toList();
        if (found.stream().filter(Optional::isPresent).count() < MIN_NAMES) {
            throw new RefusedException(new LawRefusal.NoConsentColumns());
        }
        List<ConsentFields.Column> columns = new ArrayList<>();
        for (Optional<ConsentFields.Column> column : found) {
            if (column.isEmpty() || columns.contains(column.get())) {
                throw new RefusedException(new LawRefusal.UnknownColumn(columns.size() + 1));
            }
            columns.add(column.get());
        }
        String missing = ConsentFields.Column.missing(columns);
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
        Map<ConsentFields.Column, String> texts = new EnumMap<>(ConsentFields.Column.class);
        for (int i = 0; i < columns.size(); i++) {
            texts.put(columns.get(i), fields.get(i));
        }
        return ConsentFields.claim(texts);
    }
}
