package org.openbloctel.registry.callfiles.scrubbing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openbloctel.scrub.engine.ScrubOptions;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.Chunk;
import org.openbloctel.scrub.file.ChunkReader;
import org.openbloctel.scrub.file.Layout;

/**
 * The header and first lines of a text file, cut into fields.
 *
 * @param header the names in the header; empty when there is none
 * @param rows the first lines
 */
record FirstLines(List<String> header, List<List<String>> rows) {
    /** Reads them; the file cannot be read again after that. */
    static FirstLines of(CallFile file, Layout layout, int most) throws IOException {
        ChunkReader reader = file.chunks(layout, ScrubOptions.CHUNK_BYTES);
        byte[] preamble = reader.preamble();
        List<List<String>> rows = new ArrayList<>();
        Chunk chunk = reader.newChunk();
        boolean above = true;
        while (above && rows.size() < most && reader.next(chunk)) {
            chunk.split();
            above = chunk.headLine() > 0;
            int start = 0;
            for (int row = 0; rows.size() < most && row < chunk.rows() && chunk.spoiled() == null; row++) {
                byte[] bytes = new byte[chunk.rowEndByte(row) - start];
                chunk.bytes().get(start, bytes);
                start = chunk.rowEndByte(row);
                rows.add(fields(new String(bytes, layout.encoding().charset()), layout));
            }
        }
        return new FirstLines(header(preamble, layout), rows);
    }

    /** The names in the header, empty when there is none, from what stands before a file's first line. */
    static List<String> header(byte[] preamble, Layout layout) {
        int mark = layout.markLength();
        String head = new String(
                preamble, mark, preamble.length - mark, layout.encoding().charset());
        return head.isEmpty() || !layout.header() ? List.of() : fields(last(head, layout), layout);
    }

    /** The header without the titles before it. */
    private static String last(String head, Layout layout) {
        int start = 0;
        for (int title = 0; title < layout.titles(); title++) {
            start = head.indexOf(layout.lineEnd(), start) + 1;
        }
        return head.substring(start);
    }

    private static List<String> fields(String record, Layout layout) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean inside = false;
        boolean start = true;
        int end = record.length();
        while (end > 0 && (record.charAt(end - 1) == '\n' || record.charAt(end - 1) == '\r')) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = record.charAt(i);
            if (inside) {
                boolean two = c == '"' && i + 1 < end && record.charAt(i + 1) == '"';
                if (c == '"' && !two) {
                    inside = false;
                } else {
                    field.append(c);
                    i += two ? 1 : 0;
                }
            } else if (c == '"' && start && layout.quotes()) {
                inside = true;
                start = false;
            } else if (c == layout.separator()) {
                fields.add(field.toString());
                field.setLength(0);
                start = true;
            } else {
                field.append(c);
                start = false;
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
