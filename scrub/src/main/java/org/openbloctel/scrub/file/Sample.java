package org.openbloctel.scrub.file;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The first records of a file, as text: enough to tell its layout, read without hurry. */
final class Sample {
    static final int MAX_RECORDS = 100;

    private static final char[] SEPARATORS = {';', '\t', '|', ','};

    private final String text;
    private final char lineEnd;
    /** Quoted fields that were read and end in no separator or line end. */
    private int badEnds;

    Sample(String text, boolean wholeFile) {
        this.lineEnd = text.indexOf('\n') < 0 && text.indexOf('\r') >= 0 ? '\r' : '\n';
        int lastEnd = text.lastIndexOf(lineEnd);
        // The sample may stop in the middle of a record, which would count as one with too few fields.
        this.text = wholeFile || lastEnd < 0 ? text : text.substring(0, lastEnd + 1);
    }

    char lineEnd() {
        return lineEnd;
    }

    /** The first lines that are not blank, quotes or not. */
    List<String> lines() {
        return Stream.of(text.split(String.valueOf(lineEnd)))
                .map(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)
                .filter(line -> !line.isBlank())
                .limit(MAX_RECORDS)
                .toList();
    }

    /** The separator that cuts most records in the same number of fields; a semicolon when none cuts any. */
    char separator(boolean quotes) {
        char best = ';';
        double bestScore = 0;
        for (char candidate : SEPARATORS) {
            if (text.indexOf(candidate) >= 0) {
                double score = regularity(records(candidate, quotes, false));
                if (score > bestScore + 1e-9) {
                    best = candidate;
                    bestScore = score;
                }
            }
        }
        return best;
    }

    /** The share of records that have the commonest number of fields, 0 when that is one field; wider wins a tie. */
    private static double regularity(List<List<String>> records) {
        int[] seen = new int[64];
        int total = 0;
        for (List<String> record : records) {
            if (record.size() > 1 || !record.get(0).isBlank()) {
                seen[Math.min(seen.length - 1, record.size())]++;
                total++;
            }
        }
        int commonest = 1;
        for (int width = 2; width < seen.length; width++) {
            if (seen[width] > 0 && seen[width] >= seen[commonest]) {
                commonest = width;
            }
        }
        if (commonest == 1) {
            return 0;
        }
        double share = (double) seen[commonest] / total;
        return share < 0.4 ? 0 : share + commonest * 1e-4;
    }

    /** Whether quotes are escaped by a backslash: quoted fields then end well which else do not. */
    boolean backslash(char separator) {
        if (!text.contains("\\\"")) {
            return false;
        }
        badEnds = 0;
        records(separator, true, false);
        int doubled = badEnds;
        badEnds = 0;
        records(separator, true, true);
        return badEnds < doubled;
    }

    List<List<String>> records(char separator, boolean quotes, boolean backslash) {
        List<List<String>> records = new ArrayList<>();
        int at = 0;
        while (at < text.length() && records.size() < MAX_RECORDS) {
            List<String> record = new ArrayList<>();
            at = record(at, separator, quotes, backslash, record);
            records.add(record);
        }
        return records;
    }

    /** Reads one record; returns where the next begins. */
    private int record(int from, char separator, boolean quotes, boolean backslash, List<String> record) {
        int at = from;
        StringBuilder field = new StringBuilder();
        boolean inside = quotes && at < text.length() && text.charAt(at) == '"';
        if (inside) {
            at++;
        }
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (inside) {
                if (c == '\\' && backslash && at + 1 < text.length()) {
                    at++;
                    field.append(text.charAt(at));
                } else if (c == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    at++;
                    field.append('"');
                } else if (c == '"') {
                    inside = false;
                    badEnds += endsWell(at + 1, separator) ? 0 : 1;
                } else {
                    field.append(c);
                }
            } else if (c == separator) {
                record.add(field.toString());
                field.setLength(0);
                if (quotes && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    inside = true;
                    at++;
                }
            } else if (c == lineEnd) {
                at++;
                break;
            } else if (c != '\r' || !endsRecord(at + 1)) {
                field.append(c);
            }
        }
        badEnds += inside ? 1 : 0;
        record.add(field.toString());
        return at;
    }

    /** Whether a carriage return before this place belongs to the end of a line. One inside a line parts its words, as the engine reads it. */
    private boolean endsRecord(int at) {
        int next = at;
        while (next < text.length() && text.charAt(next) == '\r') {
            next++;
        }
        return next == text.length() || text.charAt(next) == lineEnd;
    }

    private boolean endsWell(int at, char separator) {
        return at == text.length()
                || text.charAt(at) == separator
                || text.charAt(at) == lineEnd
                || text.charAt(at) == '\r';
    }
}
