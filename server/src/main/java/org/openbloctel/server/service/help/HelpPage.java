package org.openbloctel.server.service.help;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A page of the help in a language. Immutable.
 *
 * @param name its name in the address, the same in all languages; of a published question also its place on the page of questions
 * @param audience its readers
 * @param order its place among those of the audience
 * @param parts what it shows, in its order
 * @param keywords words that readers look for and that the page does not have
 * @param text what it says, without signs: for the search
 */
record HelpPage(
        String name,
        Locale language,
        String title,
        Audience audience,
        int order,
        List<Part> parts,
        String keywords,
        String text) {
    /** Copies the parts. */
    HelpPage {
        parts = List.copyOf(parts);
    }

    /** A published question, as the search finds it. */
    static HelpPage of(PublishedQuestions.Question one, Locale language) {
        return new HelpPage(
                "faq#question-" + one.id(),
                language,
                one.question(),
                Audience.EVERYBODY,
                0,
                List.of(),
                "",
                one.answer());
    }

    /** The readers of a page. */
    enum Audience {
        CONSUMERS,
        PROFESSIONALS,
        EVERYBODY;

        /** As files and bundles name it. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Audience> of(String code) {
            return Stream.of(values()).filter(one -> one.code().equals(code)).findFirst();
        }
    }

    /**
     * A part of a page.
     *
     * @param kind {@code html}; {@code law} for what the law of the day says; {@code files} for when files are erased; {@code contact} for
     *     how to reach the operator
     * @param value the HTML, which our renderer made and in which all that was written is escaped; the id of the statement; else empty
     */
    record Part(String kind, String value) {
        static Part html(String html) {
            return new Part("html", html);
        }
    }
}
