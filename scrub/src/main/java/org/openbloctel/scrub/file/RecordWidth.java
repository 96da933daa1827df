package org.openbloctel.scrub.file;

import java.util.List;
import org.openbloctel.scrub.file.CallFileException.Fault;

/**
 * How many fields a line of a file has, told from its first lines: as many as the header names, or without a header as most lines have.
 * Blank fields at a line's end are not counted.
 */
final class RecordWidth {
    private RecordWidth() {}

    /**
     * Whether the header names all columns but the first, as R's {@code write.table} writes it: each line, nearly, has one field
     * more, and the last is not blank.
     */
    static boolean headerIsOneShort(List<List<String>> records) {
        int header = records.get(0).size();
        List<List<String>> data = notBlank(records.subList(1, records.size()));
        long longer = data.stream().filter(line -> line.size() == header + 1).count();
        long last = data.stream().filter(line -> filled(line) == header + 1).count();
        return header > 1 && data.size() > 1 && longer * 20 >= data.size() * 19L && last * 2 > data.size();
    }

    /**
     * The width.
     *
     * @param file its name, for the fault
     * @throws CallFileException when most lines have more fields than the header
     */
    static int of(String file, List<List<String>> records, boolean header) throws CallFileException {
        List<List<String>> data = notBlank(header ? records.subList(1, records.size()) : records);
        int commonest = commonest(data);
        if (!header) {
            return commonest;
        }
        int width = records.get(0).size();
        long wider = data.stream().filter(line -> filled(line) > width).count();
        if (wider * 2 > data.size()) {
            throw new CallFileException(
                    Fault.OTHER_WIDTHS, file, List.of(Integer.toString(width), Integer.toString(commonest)));
        }
        return width;
    }

    private static List<List<String>> notBlank(List<List<String>> records) {
        return records.stream().filter(line -> filled(line) > 0).toList();
    }

    /** The place behind the last field that is not blank. */
    static int filled(List<String> line) {
        int n = line.size();
        while (n > 0 && line.get(n - 1).isBlank()) {
            n--;
        }
        return n;
    }

    /** The number of fields that most records have; the larger one of two that as many have. */
    static int commonest(List<List<String>> data) {
        int most = data.stream().mapToInt(List::size).max().orElse(0);
        int[] seen = new int[most + 1];
        data.forEach(line -> seen[line.size()]++);
        int commonest = most;
        for (int width = most; width > 0; width--) {
            commonest = seen[width] > seen[commonest] ? width : commonest;
        }
        return commonest;
    }
}
