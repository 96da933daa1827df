package org.openbloctel.scrub.number;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rules for French numbers written a second time, plainly and slowly, with regular expressions and without the
 * plan's table: what it finds is what the reader must find.
 */
final class PlainReader {
    private static final String CODE = "(33|262|508|590|594|596)";
    private static final Pattern NATIONAL = Pattern.compile("0?([1-9][0-9]{8})");
    private static final Pattern INTERNATIONAL = Pattern.compile("(?:\\+|00|)" + CODE + "0?([1-9][0-9]{8})");
    private static final Pattern SAINT_PIERRE = Pattern.compile("(?:\\+|00|)5080?((?!70)[1-9][0-9]{5})");
    private static final Pattern BEFORE_TRUNK_ZERO = Pattern.compile("(?:\\+|00|)" + CODE);
    private static final String LABEL =
            "(?:" + anyOf(CellWords.LABELS) + "(?![a-z])|[bcdfhmptw](?=\\s*[:.]))" + "(?:\\s*[1-9]\\s*(?=:))?[:.\\s-]*";
    private static final String NOTE = "[(\\[](?=[^)\\]]{0,39}[)\\]])(?=(?:[^a-z)\\]]*[a-z]){3})(?![^)\\]]*?(?<![a-z])"
            + anyOf(CellWords.DOUBTS) + "(?![a-z]))[a-z\\s\"'.-]*[)\\]]";
    private static final Pattern LABELS = Pattern.compile("(?i)(?:" + LABEL + ")*");
    /** What stands between two numbers; in the first group, what must stand behind one. */
    private static final Pattern GAP =
            Pattern.compile("(?i)[;|\n\r]|:::|(?<=\\s)[/,]|[/,](?=\\s)|" + NOTE + "|(?<![0-9a-z])" + LABEL
                    + "|((?<![0-9a-z])" + anyOf(CellWords.EXTENSIONS) + "(?![a-z])[:.\\s]*[0-9]{1,5}(?![0-9a-z]))");

    private static final Pattern SEPARATED =
            Pattern.compile("[\\s./()\\[\\]]*\\+*[\\s./()\\[\\]]*[0-9][0-9\\s./()\\[\\]-]*");
    private static final String EMPTY = "[\\s\"',./()\\[\\]-]*";
    private static final Pattern SCIENTIFIC = Pattern.compile("([0-9]+)(?:[.,]([0-9]*))?[eE]\\+?([0-9]{1,2})");
    private static final Pattern INTEGER_WITH_ZEROS = Pattern.compile("([0-9]+)[.,]0+");
    private static final Pattern DECIMALS = Pattern.compile("(.*)([.,])00?", Pattern.DOTALL);
    private static final Pattern DOUBLE = Pattern.compile("([1-9])\\.([0-9]*[1-9])E([1-9][0-9]?)");
    private static final Map<String, Pattern> PREFIXES = new ConcurrentHashMap<>();
    /** Telephones, houses, stars, smiles. */
    private static final Pattern HARMLESS = Pattern.compile(
            "[\u2121\u2605\u260e\u260f\u2705\u2706\u2714\u2b50\ufe0f"
                    + "\\x{1f3e0}-\\x{1f3e2}\\x{1f464}\\x{1f4bc}\\x{1f4de}\\x{1f4e0}\\x{1f4f1}\\x{1f4f2}\\x{1f642}\\x{1f600}-\\x{1f60a}]");

    private static final int MAX_FIELD_BYTES = 256;

    private PlainReader() {}

    /** The numbers in a field of a file, in E.164; empty when there is none; absent where this reader does not decide. */
    static Optional<List<String>> read(byte[] field) {
        String text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(field)).toString();
        } catch (CharacterCodingException e) {
            text = betweenDigits(new String(field, Charset.forName("windows-1252")));
        }
        return field.length > MAX_FIELD_BYTES ? Optional.empty() : read(text);
    }

    /** Between two digits, the no-break spaces of Mac Roman and DOS, and the dashes of Mac Roman. */
    private static String betweenDigits(String text) {
        return text.replaceAll("(?<=[0-9])[\u00ca\u00ff](?=[0-9])", " ")
                .replaceAll("(?<=[0-9])[\u00d0\u00d1](?=[0-9])", "-");
    }

    static Optional<List<String>> read(String written) {
        String text = fold(written);
        if (text.indexOf('?') >= 0) {
            return Optional.empty();
        }
        text = text.replaceFirst("^[\\s\"']*(?:=[\\s\"']*)?", "").replaceFirst("[\\s\"',;]+$", "");
        text = LABELS.matcher(text).replaceFirst("");
        List<String> readings = readings(text);
        return Optional.of(readings.isEmpty() ? several(text) : readings);
    }

    /** A number, the quantity before its decimals, or both. */
    private static List<String> readings(String text) {
        List<String> whole = one(text);
        Matcher decimals = DECIMALS.matcher(text);
        List<String> quantity = decimals.matches() && !decimals.group(1).contains(decimals.group(2))
                ? separated(decimals.group(1))
                : List.of();
        return whole.isEmpty() || quantity.isEmpty() || whole.equals(quantity)
                ? whole.isEmpty() ? quantity : whole
                : List.of(whole.get(0), quantity.get(0));
    }

    private static List<String> several(String text) {
        List<String> found = new ArrayList<>();
        int start = 0;
        int extended = 0;
        Matcher gap = GAP.matcher(text);
        boolean more = gap.find();
        if (!more) {
            return tight(text);
        }
        while (start <= text.length()) {
            String part = text.substring(start, more ? gap.start() : text.length());
            if (!part.matches(EMPTY)) {
                List<String> one = stripped(part);
                List<String> numbers = one.isEmpty() ? tight(part) : one;
                if (numbers.isEmpty()) {
                    return List.of();
                }
                found.addAll(numbers);
            }
            if (more && gap.group(1) != null) {
                if (found.size() == extended) {
                    return List.of();
                }
                extended = found.size();
            }
            start = more ? gap.end() : text.length() + 1;
            more = more && gap.find();
        }
        return found.size() <= 8 ? found : List.of();
    }

    private static List<String> tight(String text) {
        List<String> found = new ArrayList<>();
        for (String part : text.split("[/,]", -1)) {
            List<String> number = text.equals(part) ? List.of() : stripped(part);
            if (number.isEmpty() && !part.matches(EMPTY)) {
                return List.of();
            }
            found.addAll(number);
        }
        return found.size() <= 8 ? found : List.of();
    }

    private static List<String> stripped(String part) {
        return readings(part.replaceFirst("^[\\s\"']+", "").replaceFirst("[\\s\"']+$", ""));
    }

    private static String anyOf(CellWords some) {
        return "(?:" + String.join("|", some.words) + ")";
    }

    /** A double of Java, unless a float may have come out so. */
    private static List<String> whole(String text) {
        Matcher written = DOUBLE.matcher(text);
        if (!written.matches()) {
            return List.of();
        }
        String digits = written.group(1) + written.group(2);
        int exponent = Integer.parseInt(written.group(3));
        int zeros = exponent + 1 - digits.length();
        if (digits.length() < 8 || exponent > 14 || zeros < 1 || zeros > 2) {
            return List.of();
        }
        BigDecimal value = new BigDecimal(text);
        BigDecimal near = BigDecimal.valueOf(value.floatValue()).subtract(value).abs();
        return near.compareTo(BigDecimal.TEN.pow(zeros).divide(BigDecimal.TWO)) > 0
                ? dial(value.toPlainString())
                : List.of();
    }

    private static List<String> one(String text) {
        Matcher scientific = SCIENTIFIC.matcher(text);
        if (scientific.matches()) {
            String fraction = Optional.ofNullable(scientific.group(2)).orElse("");
            boolean whole = fraction.length() == Integer.parseInt(scientific.group(3));
            return whole ? dial(scientific.group(1) + fraction) : whole(text);
        }
        Matcher integer = INTEGER_WITH_ZEROS.matcher(text);
        return integer.matches() ? dial(integer.group(1)) : separated(text);
    }

    private static List<String> separated(String text) {
        if (!SEPARATED.matcher(text).matches()) {
            return List.of();
        }
        String rest = text.replaceAll("\\++", "+");
        for (int at = rest.indexOf("(0)"); at >= 0; at = rest.indexOf("(0)", at)) {
            if (BEFORE_TRUNK_ZERO
                    .matcher(rest.substring(0, at).replaceAll("[^0-9+]", ""))
                    .matches()) {
                rest = rest.substring(0, at) + ' ' + rest.substring(at + 3);
            } else {
                at++;
            }
        }
        List<String> read = dial(rest.replaceAll("[^0-9+]", ""));
        return rest.indexOf('+') >= 0 || isInGroupsOfNumbers(rest) ? read : List.of();
    }

    /** Neither a decimal nor nine digits, or a date, in groups in which numbers are not written. */
    private static boolean isInGroupsOfNumbers(String text) {
        String groups = Pattern.compile("[0-9]+")
                .matcher(text)
                .results()
                .map(group -> Integer.toString(group.group().length()))
                .collect(Collectors.joining(" "));
        boolean decimal = text.replaceAll("[0-9]", "").equals(".") && text.matches("([1-9][0-9]*|0)\\.[0-9]+");
        boolean nine = text.replaceAll("[^0-9]", "").length() == 9;
        return !decimal
                && (nine
                        ? Set.of("9", "1 2 2 2 2", "3 3 3", "3 2 2 2", "5 2 2", "1 8")
                                .contains(groups)
                        : !groups.equals("2 2 4 2"));
    }

    private static List<String> dial(String digits) {
        Matcher national = NATIONAL.matcher(digits);
        if (national.matches()) {
            return List.of(international(national.group(1)));
        }
        Matcher saintPierre = SAINT_PIERRE.matcher(digits);
        if (saintPierre.matches()) {
            return List.of("+508" + saintPierre.group(1));
        }
        Matcher international = INTERNATIONAL.matcher(digits);
        if (!international.matches()) {
            return List.of();
        }
        String code = international.group(1);
        String number = international.group(2);
        boolean reached = code.equals("33") || code.equals(code(number)) || begins(number, "8.*|700.*");
        return reached ? List.of(international(number)) : List.of();
    }

    /** The E.164 text of nine national digits. */
    static String international(String number) {
        String code = code(number);
        return "+" + code + (code.equals("508") && number.startsWith("508") ? number.substring(3) : number);
    }

    /** The country code by which a national number is reached: the overseas ranges, from the plan's prose. */
    static String code(String number) {
        if (number.startsWith("63998")) {
            return "33";
        }
        if (begins(number, "(26[239]|268[89]|639|69[23]|7092|7093[5-9]|939[89]|947[89]|976[239]).*")) {
            return "262";
        }
        if (begins(number, "(508(?!0|70)|708[45]).*")) {
            return "508";
        }
        if (begins(number, "(590|5987|69[01]|7090|9395|9475|976[018]).*")) {
            return "590";
        }
        if (begins(number, "(594|5988|694|7093[0-4]|9396|9476|976[45]).*")) {
            return "594";
        }
        return begins(number, "(596|5989|69[67]|7091|9397|9477|976[67]).*") ? "596" : "33";
    }

    private static boolean begins(String number, String regex) {
        return PREFIXES.computeIfAbsent(regex, Pattern::compile).matcher(number).matches();
    }

    /** ASCII for what looks like it; a {@code ?} where this reader gives up; other characters stay. */
    private static String fold(String written) {
        StringBuilder folded = new StringBuilder();
        String plain = HARMLESS.matcher(written).replaceAll(" ");
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c >= '\uff01' && c <= '\uff5e' && "0123456789+()-./".indexOf(c - 0xfee0) >= 0) {
                folded.append((char) (c - 0xfee0));
            } else if (Character.getType(c) == Character.SPACE_SEPARATOR
                    || (Character.getType(c) == Character.FORMAT
                            && "\u200b\u200c\u200d\u200e\u200f\ufeff".indexOf(c) >= 0)
                    || (c >= '\u2028' && c <= '\u202e')
                    || (c >= '\u2060' && c <= '\u2069')) {
                folded.append(' ');
            } else if (c >= '\u00c0' && c <= '\u00ff') {
                String parts = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
                folded.append(parts.length() > 1 ? parts.charAt(0) : '?');
            } else {
                int at = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00b7\u2024\u2018\u2019\u00b0\u00ba\u00ad"
                        .indexOf(c);
                folded.append(at < 0 ? c : "-------..''oo?".charAt(at));
            }
        }
        return folded.toString();
    }
}
