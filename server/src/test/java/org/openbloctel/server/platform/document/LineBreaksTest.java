package org.openbloctel.server.platform.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.platform.document.Documents.LineBreaks;

/** Lines of a document end where French ends them: not behind an apostrophe, not before « : » with its no-break space. */
final class LineBreaksTest {
    @Test
    void lineEndsAtBlanksAndHyphensAndNotInsideAnElision() {
        assertThat(pieces("la liste d’opposition au démarchage"))
                .containsExactly("la ", "liste ", "d’opposition ", "au ", "démarchage");
        assertThat(pieces("jusqu’à l’aube")).containsExactly("jusqu’à ", "l’aube");
        assertThat(pieces("Saint-Denis")).containsExactly("Saint-", "Denis");
    }

    @Test
    void lineEndsAtNoBreakSpacesNever() {
        assertThat(pieces("Total\u00a0: 1\u202f234\u00a0€ «\u00a0net\u00a0»"))
                .containsExactly("Total\u00a0: ", "1\u202f234\u00a0€ ", "«\u00a0net\u00a0»");
    }

    @Test
    void textThatEndsInAnApostropheAndTextOfNothingEnd() {
        assertThat(pieces("l’")).containsExactly("l’");
        assertThat(pieces("")).isEmpty();
        assertThat(pieces("’’’")).containsExactly("’’’");
    }

    @Test
    void anotherTextBeginsAnew() {
        LineBreaks breaks = new LineBreaks();
        breaks.setText("un deux trois");
        breaks.next();
        breaks.setText("l’an deux");
        assertThat(breaks.next()).isEqualTo("l’an ".length());
    }

    /** Every place is one of Unicode's, none is behind an apostrophe, and the last is the end. */
    @Test
    void placesAreThoseOfUnicodeWithoutTheApostrophes() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        String letters = "ab é’’ -«»:\u00a0\u202f,.1";
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length >= 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            List<Integer> wanted = new ArrayList<>();
            BreakIterator unicode = BreakIterator.getLineInstance(java.util.Locale.FRENCH);
            unicode.setText(text.toString());
            for (int at = unicode.next(); at != BreakIterator.DONE; at = unicode.next()) {
                if (at == text.length() || text.charAt(at - 1) != '’') {
                    wanted.add(at);
                }
            }
            assertThat(places(text.toString())).as("%s, seed %s", text, seed).isEqualTo(wanted);
        }
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int at : places(text)) {
            pieces.add(text.substring(from, at));
            from = at;
        }
        return pieces;
    }

    private static List<Integer> places(String text) {
        LineBreaks breaks = new LineBreaks();
        breaks.setText(text);
        List<Integer> places = new ArrayList<>();
        for (int at = breaks.next(); at != BreakIterator.DONE; at = breaks.next()) {
            places.add(at);
        }
        return places;
    }
}
