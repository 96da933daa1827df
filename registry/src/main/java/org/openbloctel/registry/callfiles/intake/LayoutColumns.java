package org.openbloctel.registry.callfiles.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.scrub.file.Encoding;
import org.openbloctel.scrub.file.LayoutOptions;

/** What a sender said of a file's layout, in the columns {@code option_…} of a row. */
public final class LayoutColumns {
    private LayoutColumns() {}

    public static LayoutOptions of(ResultSet row) throws SQLException {
        return new LayoutOptions(
                Columns.texts(row, "option_columns"),
                Optional.ofNullable(row.getString("option_separator")).map(text -> text.charAt(0)),
                Optional.ofNullable(row.getString("option_encoding")).flatMap(Encoding::of),
                Optional.ofNullable((Boolean) row.getObject("option_header")),
                Optional.ofNullable((Boolean) row.getObject("option_quotes")),
                Optional.ofNullable(row.getString("option_sheet")));
    }

    /** The parameters of an insert: {@code :columns, :separator, :encoding, :header, :quotes, :sheet}. */
    static Map<String, @Nullable Object> parameters(LayoutOptions options) {
        Map<String, @Nullable Object> all = new HashMap<>();
        all.put("columns", options.columns().toArray(String[]::new));
        all.put("separator", options.separator().map(String::valueOf).orElse(null));
        all.put("encoding", options.encoding().map(Encoding::label).orElse(null));
        all.put("header", options.header().orElse(null));
        all.put("quotes", options.quotes().orElse(null));
        all.put("sheet", options.sheet().orElse(null));
        return all;
    }
}
