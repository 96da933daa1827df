package org.openbloctel.registry.callfiles.intake;

import java.util.List;
import java.util.Optional;
import org.openbloctel.scrub.file.Encoding;
import org.openbloctel.scrub.file.LayoutOptions;

/** What a sender said of a file's layout, in the columns {@code option_…} of a row. */
public record LayoutColumns(
        List<String> columns,
        Optional<Character> separator,
        Optional<String> encoding,
        Optional<Boolean> header,
        Optional<Boolean> quotes,
        Optional<String> sheet) {
    public static LayoutColumns of(LayoutOptions options) {
        return new LayoutColumns(
                options.columns(),
                options.separator(),
                options.encoding().map(Encoding::label),
                options.header(),
                options.quotes(),
                options.sheet());
    }

    public LayoutOptions options() {
        return new LayoutOptions(columns, separator, encoding.flatMap(Encoding::of), header, quotes, sheet);
    }
}
