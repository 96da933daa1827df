package org.openbloctel.server.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openbloctel.registry.help.FruitlessSearches;
import org.openbloctel.registry.help.WordStems;
import org.openbloctel.registry.refusal.RefusedException;
import org.springframework.dao.DataAccessException;

/**
 * Looks for pages of the help. Each language has an index in memory, made at its first search; stems come from the database. While the
 * database is away, words are compared as they stand, and nothing is counted: the help is read most when something is wrong. Thread-safe.
 */
final class HelpSearch {
    private static final String SYNONYMS = "/help/synonyms.txt";

    private final HelpLibrary library;
    private final WordStems stems;
    private final FruitlessSearches fruitless;
    private final List<List<String>> synonyms = synonyms();
    private final Map<String, SearchIndex> indexes = new ConcurrentHashMap<>();

    HelpSearch(HelpLibrary library, WordStems stems, FruitlessSearches fruitless) {
        this.library = library;
        this.stems = stems;
        this.fruitless = fruitless;
    }

    private static List<List<String>> synonyms() {
        try (InputStream in = Objects.requireNonNull(HelpSearch.class.getResourceAsStream(SYNONYMS))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Words::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pages that answer a query, and what was made of it; words that no page has are counted. */
    SearchIndex.Results search(String query, Locale language) {
        try {
            SearchIndex index = indexes.computeIfAbsent(
                    language.getLanguage(), any -> index(language, words -> stems.of(language, words)));
            SearchIndex.Results results = index.search(query);
            fruitless.count(language, results.unknown());
            return results;
        } catch (DataAccessException | RefusedException databaseIsAway) {
            return index(language, HelpSearch::asTheyStand).search(query);
        }
    }

    private SearchIndex index(Locale language, Function<Collection<String>, Map<String, String>> stemmer) {
        return new SearchIndex(library.in(language), synonyms, stemmer);
    }

    private static Map<String, String> asTheyStand(Collection<String> words) {
        return words.stream().distinct().collect(Collectors.toMap(Function.identity(), Function.identity()));
    }
}
