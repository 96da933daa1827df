package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Random names of goods: written otherwise they are the same, with a noun less never. */
class GoodsPropertyTest {
    private static final List<String> NOUNS = List.of(
            "thé", "café", "fenêtre", "dés", "bio", "lés", "œuvre", "C++", "C#", "là", "pompe", "dû", "télé", "bébé",
            "4G");
    private static final List<String> ARTICLES =
            List.of("le ", "la ", "les ", "un ", "une ", "des ", "du ", "de ", "the ", "an ", "l’", "d'");
    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void goodsAreTheSameInOtherCaseAccentsAndArticlesAndNeverWithANounLess() {
        for (int i = 0; i < 20_000; i++) {
            List<String> nouns = new ArrayList<>(random.ints(random.nextInt(4), 0, NOUNS.size())
                    .mapToObj(NOUNS::get)
                    .toList());
            nouns.add(
                    random.nextInt(nouns.size() + 1),
                    "volet"); // DES LA alone names nothing, also where dés là was meant
            String text = String.join(" ", nouns);
            Goods goods = Goods.of(text);
            String articles = nouns.stream()
                    .map(noun -> (random.nextBoolean() ? any(ARTICLES) : "") + noun)
                    .collect(Collectors.joining(" "));
            for (String same :
                    List.of(bare(text), inOtherCase(bare(text)), inOtherCase(articles), decomposed(articles))) {
                assertThat(goods.sameAs(Goods.of(same)))
                        .as("%s and %s, seed %d", text, same, seed)
                        .isTrue();
            }
            List<String> fewer = new ArrayList<>(nouns);
            fewer.remove(random.nextInt(fewer.size()));
            assertThat(goods.sameAs(Goods.of(inOtherCase(String.join(" ", fewer)))))
                    .as("%s and %s, seed %d", text, fewer, seed)
                    .isFalse();
        }
    }

    private <T> T any(List<T> many) {
        return many.get(random.nextInt(many.size()));
    }

    private String inOtherCase(String text) {
        return switch (random.nextInt(3)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 ->
                text.substring(0, Math.min(1, text.length())).toUpperCase(Locale.ROOT)
                        + text.substring(Math.min(1, text.length()));
            default -> text.toLowerCase(Locale.ROOT);
        };
    }

    private static String decomposed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD);
    }

    private static String bare(String text) {
        return decomposed(text).replaceAll("\\p{M}", "");
    }
}
