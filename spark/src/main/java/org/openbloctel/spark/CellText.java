package org.openbloctel.spark;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The texts in a cell of a table, of any type: numbers without exponents unless they were rounded, and all that lists, maps and
 * structures hold.
 */
final class CellText {
    /** Beyond it a number with a fraction of a double is no whole number any more. */
    private static final double MAX_WHOLE = 1e15;

    /** Beyond it a float is rounded, and digits made of it would be those of another number. */
    private static final double MAX_WHOLE_FLOAT = 1 << 24;

    private CellText() {}

    /** Gives each text of a cell; of a null, nothing. */
    static void each(@Nullable Object cell, Consumer<String> texts) {
        if (cell == null) {
            return;
        }
        if (cell instanceof Row row) {
            for (int i = 0; i < row.size(); i++) {
                each(row.get(i), texts);
            }
        } else if (cell instanceof scala.collection.Map<?, ?> map) {
            each(CollectionConverters.asJava(map), texts);
        } else if (cell instanceof scala.collection.Iterable<?> items) {
            CollectionConverters.asJava(items).forEach(item -> each(item, texts));
        } else if (cell instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                each(key, texts);
                each(value, texts);
            });
        } else if (cell instanceof List<?> items) {
            items.forEach(item -> each(item, texts));
        } else if (cell instanceof byte[] bytes) {
            texts.accept(new String(bytes, StandardCharsets.UTF_8));
        } else {
            texts.accept(scalar(cell));
        }
    }

    /** All texts of a cell, with blanks between. */
    static String joined(@Nullable Object cell) {
        List<String> texts = new ArrayList<>();
        each(cell, texts::add);
        return String.join(" ", texts);
    }

    private static String scalar(Object value) {
        if (value instanceof BigDecimal decimal) {
            BigDecimal plain = decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
            return plain.toPlainString();
        }
        if (value instanceof Float rounded && Math.abs(rounded) > MAX_WHOLE_FLOAT) {
            return String.format(Locale.ROOT, "%.6E", rounded); // read as a number whose last digits are gone
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            boolean whole = Math.rint(number) == number && Math.abs(number) < MAX_WHOLE;
            return whole ? Long.toString((long) number) : String.valueOf(value);
        }
        return String.valueOf(value);
    }
}
