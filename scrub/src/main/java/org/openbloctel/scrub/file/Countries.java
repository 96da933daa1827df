package org.openbloctel.scrub.file;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.openbloctel.scrub.number.AsciiFolding;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * What a country's name beside a number says of it: {@code 0475 12 34 56} in a line of Belgium is no French number, though France has
 * numbers that look the same. Names are told in French and English, as ISO 3166 codes and as {@code +32}; what is none of these says
 * nothing. Belongs to one thread.
 */
public final class Countries {
    private static final Set<String> HEADS = Set.of(
            "pays",
            "codepays",
            "nompays",
            "paysderesidence",
            "country",
            "countrycode",
            "countryname",
            "countryofresidence");
    /** Codes that call files have for something else: not communicated, not available. */
    private static final Set<String> NOT_CODES = Set.of("nc", "na");

    private static final Map<String, List<String>> OTHER_NAMES = Map.of(
            "GB", List.of("uk", "grandebretagne", "angleterre", "england", "greatbritain", "ecosse"),
            "US", List.of("usa", "unitedstatesofamerica", "etatsunisdamerique"),
            "NL", List.of("hollande", "holland", "nederland"),
            "DE", List.of("deutschland"),
            "BE", List.of("belgie"),
            "ES", List.of("espana"),
            "IT", List.of("italia"),
            "CH", List.of("schweiz", "svizzera"));
    /** Where the plan's numbers are: with their country code, they are not of another country. */
    private static final Map<String, Set<String>> HOMES = Map.of(
            "FR", Set.of("FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF"),
            "NA",
                    Set.of(
                            "US", "CA", "AG", "AI", "AS", "BB", "BM", "BS", "DM", "DO", "GD", "GU", "JM", "KN", "KY",
                            "LC", "MP", "MS", "PR", "SX", "TC", "TT", "VC", "VG", "VI"));

    private static final int MAX_LENGTH = 64;

    private final NumberingPlan plan;
    /** Of each name, whether it is another country's. */
    private final Map<String, Boolean> abroad = new HashMap<>();

    private byte[] last = {};
    private boolean lastAbroad;

    /** Countries as seen from the one of a plan. */
    public Countries(NumberingPlan plan) {
        this.plan = plan;
        Set<String> homes = HOMES.getOrDefault(plan.code(), Set.of());
        for (String code : Locale.getISOCountries()) {
            Locale country = new Locale("", code);
            boolean isAbroad = !homes.contains(code);
            abroad.put(plain(country.getDisplayCountry(Locale.FRENCH)), isAbroad);
            abroad.put(plain(country.getDisplayCountry(Locale.ENGLISH)), isAbroad);
            abroad.put(plain(country.getISO3Country()), isAbroad);
            abroad.put(plain(code), isAbroad);
            OTHER_NAMES.getOrDefault(code, List.of()).forEach(name -> abroad.put(name, isAbroad));
        }
        NOT_CODES.forEach(abroad::remove);
    }

    /** The place of the column that names the country of a line; -1 when there is none, or several. */
    public static int column(List<String> header) {
        int[] found = IntStream.range(0, header.size())
                .filter(c -> HEADS.contains(plain(header.get(c))))
                .toArray();
        return found.length == 1 ? found[0] : -1;
    }

    /** Whether a field names another country, in bytes as {@link Chunk#text} has them. */
    public boolean isAbroad(byte[] text, int from, int to) {
        if (!Arrays.equals(last, 0, last.length, text, from, to)) {
            last = Arrays.copyOfRange(text, from, to);
            lastAbroad = last.length <= MAX_LENGTH
                    && isAbroad(AsciiFolding.text(last, 0, last.length).replace("\"", ""));
        }
        return lastAbroad;
    }

    /** Whether a text names another country. */
    public boolean isAbroad(String name) {
        String stripped = name.strip();
        if (stripped.startsWith("+") || stripped.startsWith("00")) {
            String code = stripped.replaceFirst("^(\\+|00)", "");
            return code.matches("[1-9][0-9]{0,2}") && !plan.isCountryCode(Integer.parseInt(code));
        }
        return abroad.getOrDefault(plain(stripped), false);
    }

    /** Letters alone, small and without accents. */
    private static String plain(String name) {
        return AsciiFolding.lowerCase(name).replaceAll("[^a-z]", "");
    }
}
