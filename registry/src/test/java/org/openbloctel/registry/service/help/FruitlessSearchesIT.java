package org.openbloctel.registry.service.help;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;

/** Of searches without an answer only words of letters are kept, counted, shown when several searches had them, and forgotten. */
final class FruitlessSearchesIT {
    private final Database database = TestDatabase.create().database();
    private Instant now = Instant.parse("2026-11-24T14:05:00Z");
    private final FruitlessSearches searches = new FruitlessSearches(database, () -> now);

    @Test
    void wordsAreCountedWithoutNumbersAndAddresses() {
        for (int i = 0; i < 3; i++) {
            searches.count(Locale.FRENCH, List.of("portabilité", "Portabilité", "0639980001", "anne@example.org", "à"));
        }
        searches.count(Locale.ENGLISH, List.of("portability"));
        assertThat(searches.often(10))
                .extracting(FruitlessSearches.Word::word, FruitlessSearches.Word::times)
                .containsExactly(tuple("portabilité", 3));
        assertThat(words()).containsExactlyInAnyOrder("portabilité", "portability");
    }

    @Test
    void wordIsForgottenNinetyDaysAfterItsLastSearch() {
        searches.count(Locale.FRENCH, List.of("ancien", "récent"));
        now = Instant.parse("2027-02-20T14:05:00Z");
        searches.count(Locale.FRENCH, List.of("récent"));
        assertThat(searches.forget()).isZero();
        now = Instant.parse("2027-02-23T14:05:00Z");
        assertThat(searches.forget()).isEqualTo(1);
        assertThat(words()).containsExactly("récent");
    }

    @Test
    void stemsAreThoseOfTheLanguage() {
        WordStems stems = new WordStems(database);
        assertThat(stems.of(Locale.FRENCH, List.of("inscriptions", "inscription", "avec")))
                .isEqualTo(Map.of("inscriptions", "inscript", "inscription", "inscript"));
        assertThat(stems.of(Locale.ENGLISH, List.of("registered", "registering", "the")))
                .isEqualTo(Map.of("registered", "regist", "registering", "regist"));
        assertThat(stems.of(Locale.FRENCH, List.of())).isEmpty();
        assertThat(stems.of(Locale.FRENCH, List.of("'; drop table x; --", "\\")))
                .hasSize(2);
    }

    private List<String> words() {
        return database.accounts()
                .sql("select word from accounts.help_search")
                .query(String.class)
                .list();
    }
}
