package org.openbloctel.server.service.help;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The questions with answers that the help desk publishes: the search of the help finds them beside its pages. Thread-safe. */
@FunctionalInterface
public interface PublishedQuestions {
    /** All of them in a language. */
    List<Question> in(Locale language);

    /** A question with its answer, which stands at {@code question-} and its id on the page of questions. */
    record Question(UUID id, String question, String answer) {}
}
