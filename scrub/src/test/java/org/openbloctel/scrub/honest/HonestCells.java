package org.openbloctel.scrub.honest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.openbloctel.scrub.untidy.Ids;

/** The cells of a line, made of their patterns in {@code exports.txt}. Notes the phone numbers of the line. Not thread-safe. */
final class HonestCells {
    private static final long[] FIXED = {199_000_000, 261_910_000, 353_010_000, 465_710_000, 536_490_000};
    private static final long MOBILE = 639_980_000;
    /** Numbers of a block that are kept for fiction. */
    private static final int BLOCK = 10_000;

    private static final int ONE_LISTED_OF = 5;
    /** A number as Java prints doubles. */
    private static final String DOUBLE = "#E8";

    private static final Pattern FILLING = Pattern.compile("\\{([^}]*)}");
    private static final List<String> FIRST =
            List.of("Anne", "Zoé", "Marc", "Jean-Paul", "Chloé", "Aïcha", "Luc", "Noël", "Inès", "Hélène");
    private static final List<String> LAST = List.of(
            "Durand", "Le Gall", "Lefèvre", "O'Brien", "Martin", "de la Tour", "Petit", "Garçon", "Noël", "Muller");
    private static final List<String> COMPANIES =
            List.of("Garage du Port", "SARL Petit & fils", "Boulangerie Noël", "Société d'Été", "AB Conseil");
    private static final List<String> CITIES = List.of("Lyon", "Saint-Étienne", "L'Haÿ-les-Roses", "Brest", "Albi");
    private static final List<String> STREETS =
            List.of("12 rue du Port", "3 bis, avenue Foch", "Le Bourg", "1 place de l'Église", "45 bd Carnot");

    private final SplittableRandom random;
    private final Ids ids;
    private final int row;
    private boolean listed;
    private boolean number;
    private long shared;

    HonestCells(SplittableRandom random, int row) {
        this.random = random;
        this.ids = new Ids(random);
        this.row = row;
    }

    /** Whether one of the line's numbers is on the list. */
    boolean listed() {
        return listed;
    }

    /** Whether the line has a number. */
    boolean number() {
        return number;
    }

    static LongStream allListed() {
        return LongStream.concat(Arrays.stream(FIXED), LongStream.of(MOBILE))
                .flatMap(block -> LongStream.range(block, block + BLOCK))
                .filter(HonestCells::isListed)
                .map(national -> 33_000_000_000L + national);
    }

    private static boolean isListed(long national) {
        return ((national * 0x9E3779B97F4A7C15L) >>> 33) % ONE_LISTED_OF == 0;
    }

    String fill(String pattern) {
        return FILLING.matcher(pattern)
                .replaceAll(found -> Matcher.quoteReplacement(filling(found.group(1))))
                .replace("\\n", "\n");
    }

    private String filling(String name) {
        if (hasNumber(name)) {
            return phone(name);
        }
        return switch (name) {
            case "first" -> pick(FIRST);
            case "last" -> pick(LAST);
            case "full" -> pick(FIRST) + " " + pick(LAST);
            case "company" -> pick(COMPANIES);
            case "city" -> pick(CITIES);
            case "street" -> pick(STREETS);
            case "mail" -> "client" + row + "." + ids.digits(3) + "@example.org";
            case "zip" -> ids.two(1, 95) + ids.digits(2) + "0";
            case "date" -> ids.two(1, 28) + "/" + ids.two(1, 12) + "/2026";
            case "iso" -> "2026-" + ids.two(1, 12) + "-" + ids.two(1, 28);
            case "time" -> time();
            case "ts" -> filling("iso") + " " + time();
            case "minute" -> filling("iso") + " " + time().substring(0, 5);
            case "year" -> "20" + ids.two(10, 26);
            case "n" -> Integer.toString(row + 1);
            case "n0" -> Integer.toString(row);
            case "digit" -> ids.digits(1);
            case "two" -> ids.two(10, 59);
            case "ext" -> "1" + ids.two(1, 40);
            case "int" -> (1 + random.nextInt(9)) + ids.digits(4);
            case "big" -> (1 + random.nextInt(9)) + ids.digits(10);
            case "hex" -> "%08x".formatted(random.nextInt());
            case "uuid" -> filling("hex") + "-4af1-ea11-a812-000d" + filling("hex");
            case "usd" -> random.nextInt(2000) + "." + ids.digits(2);
            case "eur" -> random.nextInt(2000) + "," + ids.digits(2) + " €";
            case "siren" -> Ids.luhn(ids.digits(8));
            case "siret" -> Ids.luhn(Ids.luhn(ids.digits(8)) + ids.digits(4));
            case "nir" -> nir();
            case "iban" -> iban();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** A phone cell in one of its forms; one that has no number in one of five cells, where there is such a form. */
    private String phone(String pattern) {
        char kind = pattern.matches("[MFN] .*|=.*") ? pattern.charAt(0) : ' ';
        List<String> numbers = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String form :
                pattern.substring(kind == ' ' ? 0 : kind == '=' ? 1 : 2).split("~", -1)) {
            (hasNumber(form) ? numbers : others).add(form);
        }
        if (!others.isEmpty() && random.nextInt(5) == 0) {
            return pick(others);
        }
        return written(pick(numbers), kind);
    }

    /** Whether a form has digits to fill in; {@code #N/A} has none. */
    private static boolean hasNumber(String form) {
        return form.contains("##") || form.contains(DOUBLE);
    }

    private String written(String form, char kind) {
        if (form.equals(DOUBLE)) {
            return Double.toString((double) number(kind));
        }
        StringBuilder cell = new StringBuilder();
        String left = "";
        for (int i = 0; i < form.length(); i++) {
            char c = form.charAt(i);
            if (c == '#') {
                left = left.isEmpty() ? Long.toString(number(kind)) : left;
                cell.append(left.charAt(0));
                left = left.substring(1);
            } else {
                cell.append(c);
            }
        }
        return cell.toString();
    }

    /** The next number of the line. */
    private long number(char kind) {
        if (kind == '=' && shared > 0) {
            return shared;
        }
        long block =
                kind == 'M' || (kind != 'F' && random.nextBoolean()) ? MOBILE : FIXED[random.nextInt(FIXED.length)];
        long national = block + random.nextInt(BLOCK);
        if (kind == 'N') {
            return isListed(national) ? number(kind) : national;
        }
        shared = national;
        number = true;
        listed |= isListed(national);
        return national;
    }

    private String pick(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String time() {
        return ids.two(8, 19) + ":" + ids.two(0, 59) + ":" + ids.two(0, 59);
    }

    private String nir() {
        String person = ids.two(1, 2).substring(1) + ids.two(40, 99) + ids.two(1, 12) + ids.two(1, 95) + ids.digits(6);
        return person + "%02d".formatted(97 - Long.parseLong(person) % 97);
    }

    private String iban() {
        return Ids.iban("FR", ids.digits(23));
    }
}
