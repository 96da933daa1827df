package org.openbloctel.bench.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeTest {

    private static final String HEADER = "id;name\n";
    private static final String FIRST = "1;Anne\n";
    private static final String QUOTED = "2;\"Bar; \"\"du\"\"\r\nport\"\n";
    private static final String LISTED = "3;Chloe\n";
    private static final String UNREAD = "4;\"Denis\"\n";
    private static final String LAST = "5;Emile\n";

    @TempDir
    private Path folder;

    private Path calls;
    private Path truth;

    @BeforeEach
    void writeCalls() throws IOException {
        calls = write("calls", HEADER + FIRST + QUOTED + LISTED + UNREAD + LAST);
        truth = write("truth", "001?0");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Answer kept(String text, Likeness likeness) throws IOException {
        return judge(new Expected(write("kept", text), "0", likeness));
    }

    private Answer judge(Expected... files) throws IOException {
        return new Judge(calls, truth).judge(List.of(files));
    }

    @Test
    void theRightRowsInOrderAreTheSame() throws IOException {
        Answer answer = kept(HEADER + FIRST + QUOTED + LAST, Likeness.BYTES);
        assertEquals(new Answer(Answer.Kind.SAME, 3, 3), answer);
        assertTrue(answer.right());
        assertEquals("same", answer.text());
    }

    @Test
    void theRightRowsInAnotherOrderHaveLostTheirOrder() throws IOException {
        Answer answer = kept(HEADER + LAST + QUOTED + FIRST, Likeness.BYTES);
        assertEquals(Answer.Kind.ORDER_LOST, answer.kind());
        assertFalse(answer.right());
        assertEquals("order lost", answer.text());
    }

    @Test
    void aRowTooFewOrTooManyOrTwiceDiffers() throws IOException {
        assertEquals(
                new Answer(Answer.Kind.DIFFERS, 3, 2), kept(HEADER + FIRST + QUOTED, Likeness.BYTES), "one too few");
        assertEquals(
                new Answer(Answer.Kind.DIFFERS, 3, 4),
                kept(HEADER + FIRST + QUOTED + LAST + LISTED, Likeness.BYTES),
                "one too many");
        assertEquals(
                new Answer(Answer.Kind.DIFFERS, 3, 3),
                kept(HEADER + FIRST + FIRST + QUOTED, Likeness.BYTES),
                "one twice, one missing");
    }

    @Test
    void aChangedByteDiffers() throws IOException {
        assertEquals(
                "differs: 3 rows, 3 expected",
                kept(HEADER + FIRST + QUOTED + "5;Emilf\n", Likeness.BYTES).text());
        assertEquals(
                Answer.Kind.DIFFERS,
                kept(HEADER + FIRST + QUOTED + "5;Emile", Likeness.BYTES).kind());
        assertEquals(
                Answer.Kind.DIFFERS,
                kept("id;nom\n" + FIRST + QUOTED + LAST, Likeness.BYTES).kind());
        assertEquals(
                Answer.Kind.DIFFERS, kept(FIRST + QUOTED + LAST, Likeness.BYTES).kind());
        assertEquals(Answer.Kind.DIFFERS, kept("", Likeness.BYTES).kind());
    }

    @Test
    void swappedFieldsOfTwoRowsDiffer() throws IOException {
        assertEquals(
                Answer.Kind.DIFFERS,
                kept(HEADER + "1;Emile\n" + QUOTED + "5;Anne\n", Likeness.BYTES).kind());
    }

    @Test
    void quotesThatAreNotNeededCountAsBytesButNotAsFields() throws IOException {
        String rewritten = "\"id\";\"name\"\n\"1\";Anne\n" + QUOTED + "5;\"Emile\"\r\n";
        assertEquals(Answer.Kind.DIFFERS, kept(rewritten, Likeness.BYTES).kind());
        assertEquals(Answer.Kind.SAME, kept(rewritten, Likeness.FIELDS).kind());
        assertEquals(
                Answer.Kind.DIFFERS,
                kept(HEADER + FIRST + "2;Bar;du\n" + LAST, Likeness.FIELDS).kind());
    }

    @Test
    void aByteOrderMarkIsNoDifference() throws IOException {
        assertTrue(
                kept("\uFEFF" + HEADER + FIRST + QUOTED + LAST, Likeness.BYTES).right());
    }

    @Test
    void unreadableRowsBelongWhereTheyAreWanted() throws IOException {
        Path text = write("both", HEADER + FIRST + QUOTED + UNREAD + LAST);
        assertTrue(judge(new Expected(text, "0?", Likeness.BYTES)).right());
        assertFalse(judge(new Expected(text, "0", Likeness.BYTES)).right());
    }

    @Test
    void theWorstOfSeveralFilesCounts() throws IOException {
        Expected kept = new Expected(write("kept", HEADER + FIRST + QUOTED + LAST), "0", Likeness.BYTES);
        Expected removed = new Expected(write("removed", HEADER + LISTED), "1", Likeness.BYTES);
        Expected unread = new Expected(write("unread", HEADER + UNREAD), "?", Likeness.BYTES);
        assertTrue(judge(kept, removed, unread).right());
        Expected swapped = new Expected(removed.file(), "?", Likeness.BYTES);
        assertEquals(Answer.Kind.DIFFERS, judge(kept, swapped).kind());
        Expected absent = new Expected(folder.resolve("absent"), "1", Likeness.BYTES);
        assertEquals("no output", judge(kept, absent).text());
    }

    @Test
    void aRowLongerThanTheBufferIsOneRow() throws IOException {
        String longRow = "6;\"" + "x;\n".repeat(1_000_000) + "\"\n";
        calls = write("calls", HEADER + LISTED + longRow + LAST);
        truth = write("truth", "100");
        assertTrue(kept(HEADER + longRow + LAST, Likeness.BYTES).right());
        assertEquals(
                Answer.Kind.ORDER_LOST,
                kept(HEADER + LAST + longRow, Likeness.BYTES).kind());
    }

    @Test
    void aTruthThatIsTooShortIsRefused() throws IOException {
        truth = write("truth", "001");
        assertThrows(IOException.class, () -> kept(HEADER, Likeness.BYTES));
    }

    @Test
    void fingerprintsTellFilesApart() throws IOException {
        Expected one = new Expected(write("one", FIRST + LAST), "0", Likeness.BYTES);
        Expected same = new Expected(write("two", FIRST + LAST), "0", Likeness.BYTES);
        Expected other = new Expected(write("three", LAST + FIRST), "0", Likeness.BYTES);
        Expected absent = new Expected(folder.resolve("absent"), "0", Likeness.BYTES);
        assertEquals(Fingerprint.of(List.of(one)), Fingerprint.of(List.of(same)));
        assertNotEquals(Fingerprint.of(List.of(one)), Fingerprint.of(List.of(other)));
        assertNotEquals(Fingerprint.of(List.of(one)), Fingerprint.of(List.of(absent)));
    }
}
