package org.openbloctel.spark;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.file.Encoding;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.number.Placeholders;

/** What the caller says of the layout, as it is sent to tasks; null and empty are told from the file. */
record LayoutWanted(
        List<String> columns,
        @Nullable Character separator,
        @Nullable Encoding encoding,
        @Nullable Boolean header,
        @Nullable Boolean quotes,
        Placeholders placeholders)
        implements Serializable {
    LayoutOptions options() {
        return new LayoutOptions(
                        columns,
                        Optional.ofNullable(separator),
                        Optional.ofNullable(encoding),
                        Optional.ofNullable(header),
                        Optional.ofNullable(quotes))
                .withPlaceholders(placeholders);
    }
}
