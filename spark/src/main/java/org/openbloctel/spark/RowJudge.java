package org.openbloctel.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.openbloctel.scrub.engine.Judge;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.number.Placeholders;
import org.openbloctel.scrub.number.Reason;

/**
 * Judges the rows of a partition as {@code bloctel scrub} judges the rows of a workbook: by the phone columns, and never as callable
 * when any other cell holds a listed number as people write it, in any column, list or structure.
 */
final class RowJudge implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final SharedList list;
    private final boolean[] phones;
    private final boolean[] lenient;
    private final int country;
    private final Placeholders placeholders;

    /**
     * A judge of rows.
     *
     * @param phones of each column, whether it is a phone column
     * @param lenient whether what cannot be read there counts as blank
     * @param country the place of the column that names a country; -1 for none
     * @param placeholders what stands for no number
     */
    RowJudge(SharedList list, boolean[] phones, boolean[] lenient, int country, Placeholders placeholders) {
        this.list = list;
        this.phones = phones.clone();
        this.lenient = lenient.clone();
        this.country = country;
        this.placeholders = placeholders;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) throws IOException {
        One one = new One(new Judge(list.open(), null, placeholders));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Row next() {
                return one.judged(rows.next());
            }
        };
    }

    /** Judges row after row in one thread. */
    private final class One {
        private final Judge judge;
        private final List<String> read = new ArrayList<>();
        private final List<String> others = new ArrayList<>();

        One(Judge judge) {
            this.judge = judge;
        }

        Row judged(Row row) {
            read.clear();
            others.clear();
            Object[] cells = new Object[row.size() + 2];
            for (int column = 0; column < row.size(); column++) {
                Object cell = row.get(column);
                cells[column] = cell;
                boolean phone = phones[column];
                boolean mayBeOther = lenient[column];
                CellText.each(cell, text -> (phone && (!mayBeOther || isRead(text)) ? read : others).add(text));
            }
            String abroad = country < 0 ? "" : CellText.joined(row.get(country));
            Judgement judgement = judge.line(read.isEmpty() ? List.of("") : read, others, abroad);
            cells[row.size()] = judgement.verdict().label(false);
            cells[row.size() + 1] =
                    judgement.reason() == null ? null : judgement.reason().code();
            return RowFactory.create(cells);
        }

        private boolean isRead(String text) {
            Judgement number = judge.number(text);
            return number.verdict() != Verdict.UNCHECKED || number.reason() == Reason.DIGITS_LOST;
        }
    }
}
