package org.openbloctel.server.service.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.service.help.FruitlessSearches;
import org.openbloctel.registry.service.help.WordStems;
import org.springframework.dao.DataAccessException;

/**
 * Looks for pages of the help and for published questions. Each language has an index in memory, made at its first search and when the
 * questions have changed; stems come from the database. While the database is away, words of the pages are compared as they stand, and nothing
 * is counted: the help is read most when something is wrong. Thread-safe.
 */
final class HelpSearch {
    private static final String SYNONYMS = "/help/synonyms.txt";

    private final HelpLibrary library;
    private final PublishedQuestions published;
    private final WordStems stems;
    private final FruitlessSearches fruitless;
    private final List<List<String>> synonyms = synonyms();
    private final Map<String, Indexed> indexes = new ConcurrentHashMap<>();

    HelpSearch(HelpLibrary library, PublishedQuestions published, WordStems stems, FruitlessSearches fruitless) {
        this.library = library;
        this.published = published;
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
            SearchIndex.Results results = current(language).search(query);
            fruitless.count(language, results.unknown());
            return results;
        } catch (DataAccessException | RefusedException databaseIsAway) {
            return new SearchIndex(library.in(language), synonyms, HelpSearch::asTheyStand).search(query);
        }
    }

    private SearchIndex current(Locale language) {
        List<PublishedQuestions.Question> questions = published.in(language);
        Indexed known = indexes.get(language.getLanguage());
        if (known != null && known.questions.equals(questions)) {
            return known.index;
        }
        List<HelpPage> pages = new ArrayList<>(library.in(language));
        questions.forEach(one -> pages.add(HelpPage.of(one, language)));
        SearchIndex index = new SearchIndex(pages, synonyms, words -> stems.of(language, words));
        indexes.put(language.getLanguage(), new Indexed(questions, index));
        return index;
    }

    private record Indexed(List<PublishedQuestions.Question> questions, SearchIndex index) {}

    private static Map<String, String> asTheyStand(Collection<String> words) {
        return words.stream().distinct().collect(Collectors.toMap(Function.identity(), Function.identity()));
    }
}
