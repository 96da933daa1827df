package org.openbloctel.scrub.file;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Reason;
import org.openbloctel.scrub.number.WrittenNumbers;

/**
 * What stands before the header of a table: a line {@code sep=;}, as Excel reads it, a title, a comment, blank lines. Such lines have one
 * field at most that is not blank, where the table has several: they go into each returned file. Last, there may be a
 * line of groups: {@code Client;;Téléphones;} over {@code Nom;Ville;Fixe;Portable}, as merged cells come out. A line that may hold a number, in any
 * field, is judged as the others are; it has fewer fields than the header.
 */
final class TitleLines {
    private static final String SEPARATOR_LINE = "sep=";
    private static final int MAX_LINES = 10;
    private static final int MAX_NAME = 40;
    private static final int MAX_DIGITS = 6;
    /** Of a number that lacks two. */
    private static final int MIN_DIGITS = 8;

    private static final Pattern DATE =
            Pattern.compile("[0-9]{2}[/. -][0-9]{2}[/. -][0-9]{4}|[0-9]{4}[/. -]?[0-9]{2}[/. -]?[0-9]{2}");
    static final int DIGITS_OF_NUMBER = 9;

    private TitleLines() {}

    /** The separator that the first line names, where nothing else stands in that line. */
    static Optional<Character> separator(String text, char lineEnd) {
        int at = SEPARATOR_LINE.length();
        int end = at + 1;
        while (lineEnd == '\n' && end < text.length() && text.charAt(end) == '\r') {
            end++;
        }
        boolean named = text.regionMatches(true, 0, SEPARATOR_LINE, 0, at)
                && text.length() > end
                && text.charAt(end) == lineEnd
                && (text.charAt(at) > ' ' || text.charAt(at) == '\t')
                && text.charAt(at) < 0x7f
                && text.charAt(at) != '"';
        return named ? Optional.of(text.charAt(at)) : Optional.empty();
    }

    /**
     * How many there are.
     *
     * @param records the first records of the file
     * @param separatorNamed whether the first is one that names the separator
     * @param header what the caller says of a header
     */
    static int before(List<List<String>> records, boolean separatorNamed, Optional<Boolean> header) {
        int first = separatorNamed ? 1 : 0;
        if (header.isPresent() && !header.get()) {
            return Math.min(first, records.size() - 1);
        }
        int titles = first;
        int most = 0;
        while (titles < records.size() && titles < MAX_LINES + first) {
            int filled = filled(records.get(titles)).size();
            boolean numbered = holdsNumber(records.get(titles));
            if (filled > 1 && !numbered) {
                break;
            }
            most = numbered ? Math.max(most, filled) : most;
            titles++;
        }
        if (isGroups(records, titles)) {
            titles++;
        }
        boolean headed = titles < records.size()
                && PhoneColumns.isHeader(records.get(titles))
                && filled(records.get(titles)).size() > most;
        return headed ? titles : Math.min(first, records.size() - 1);
    }

    /** The places of the records that may hold a number. */
    static List<Integer> numbered(List<List<String>> heads) {
        return IntStream.range(0, heads.size())
                .filter(i -> holdsNumber(heads.get(i)))
                .boxed()
                .toList();
    }

    private static boolean holdsNumber(List<String> record) {
        return record.stream().anyMatch(cell -> !cell.isBlank() && (holdsNumber(cell) || looksLikeNumber(cell)));
    }

    /** Whether a phone field with this would hold a number, or what lacks few digits of one, a date aside. */
    private static boolean looksLikeNumber(String cell) {
        byte[] text = cell.getBytes(StandardCharsets.UTF_8);
        return Stream.of(NumberingPlan.FRANCE, NumberingPlan.NORTH_AMERICA).anyMatch(plan -> {
            long read = new NumberReader(plan).read(cell);
            long digits = cell.codePoints().filter(Character::isDigit).count();
            return read >= 0
                    || read == NumberReader.SEVERAL
                    || read == NumberReader.because(Reason.DIGITS_LOST)
                    || read == NumberReader.because(Reason.FOREIGN)
                    || (read == NumberReader.because(Reason.WRONG_LENGTH)
                            && digits >= MIN_DIGITS
                            && !DATE.matcher(cell.strip()).matches())
                    || new WrittenNumbers(plan).find(text, 0, text.length, true) > 0;
        });
    }

    /** Whether a number of any plan is written in it, also in the bytes of Mac Roman or DOS that were read as windows-1252. */
    private static boolean holdsNumber(String title) {
        return isWritten(title, Encoding.UTF_8, Encoding.WINDOWS_1252) || holdsNumberInBytes(title);
    }

    /** Whether a number, or its digits, stand in the bytes of a text that was read as UTF-16: a file may have lines of another encoding. */
    static boolean holdsNumberInBytes(String cell) {
        return isWritten(cell, Encoding.UTF_16LE, Encoding.UTF_16BE)
                || cell.chars().map(TitleLines::digitsInBytes).sum() >= DIGITS_OF_NUMBER;
    }

    private static int digitsInBytes(int c) {
        int high = c >> Byte.SIZE;
        int low = c & 0xff;
        return isPrinted(high) && isPrinted(low) ? digit(high) + digit(low) : 0;
    }

    private static boolean isPrinted(int octet) {
        return octet >= ' ' && octet < 0x7f;
    }

    private static int digit(int octet) {
        return octet >= '0' && octet <= '9' ? 1 : 0;
    }

    private static boolean isWritten(String words, Encoding... encodings) {
        return Stream.of(encodings)
                .map(encoding -> words.getBytes(encoding.charset()))
                .anyMatch(text -> Stream.of(NumberingPlan.FRANCE, NumberingPlan.NORTH_AMERICA)
                        .anyMatch(plan -> new WrittenNumbers(plan).find(text, 0, text.length, false) > 0));
    }

    /** Whether a record names groups of columns: it has gaps, no digits of a number, and stands over a fuller one that names the columns. */
    private static boolean isGroups(List<List<String>> records, int at) {
        if (at + 1 >= records.size()) {
            return false;
        }
        List<String> groups = records.get(at);
        List<String> names = filled(records.get(at + 1));
        return groups.size() > 1
                && filled(groups).size() < names.size()
                && filled(groups).stream().allMatch(TitleLines::isName)
                && names.stream().allMatch(TitleLines::isName)
                && names.stream().distinct().count() == names.size()
                && PhoneColumns.isHeader(records.get(at + 1));
    }

    private static List<String> filled(List<String> record) {
        return record.stream().filter(cell -> !cell.isBlank()).toList();
    }

    private static boolean isName(String cell) {
        return cell.length() <= MAX_NAME
                && cell.indexOf('@') < 0
                && cell.chars().anyMatch(Character::isLetter)
                && cell.codePoints().filter(Character::isDigit).count() < MAX_DIGITS;
    }
}
