package org.openbloctel.registry.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A text opens at its own place alone, unaltered; words have prints that only the key yields. */
final class SealedTextsTest {
    private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

    private final MasterKeys master = MasterKeys.generate();
    private final Kept kept = new Kept();
    private final SealedTexts texts = texts("ticket", kept);

    /** A key in memory, and words of which each is its stem. */
    private static final class Kept implements SealedTexts.Rows {
        private byte[] wrapped = {};

        @Override
        public byte[] keyOr(byte[] fresh) {
            if (wrapped.length == 0) {
                wrapped = fresh;
            }
            return wrapped;
        }

        @Override
        public List<String> stems(String text) {
            return List.of(text.split("\\s+", -1));
        }
    }

    private SealedTexts texts(String kind, SealedTexts.Rows rows) {
        return new SealedTexts(kind, master, text -> text.toLowerCase(Locale.ROOT), rows);
    }

    private byte[] sealed(String text) {
        return Objects.requireNonNull(texts.seal(ID, "message:1", text));
    }

    @Test
    void textOpensAtItsPlaceByTheStoredKey() {
        byte[] sealed = sealed("On m’appelle.");
        assertThat(texts.open(ID, "message:1", sealed)).isEqualTo("On m’appelle.");
        assertThat(texts("ticket", kept).open(ID, "message:1", sealed))
                .as("another server")
                .isEqualTo("On m’appelle.");
        assertThat(sealed("On m’appelle.")).as("a nonce of its own").isNotEqualTo(sealed);
        assertThat(texts.seal(ID, "message:1", "")).isNull();
        assertThat(texts.open(ID, "message:1", null)).isEmpty();
    }

    @Test
    void textOfAnotherPlaceRecordOrBitIsAFault() {
        byte[] sealed = sealed("On m’appelle.");
        assertThatThrownBy(() -> texts.open(ID, "message:2", sealed)).hasMessageContaining("altered");
        assertThatThrownBy(() -> texts.open(new UUID(0, 1), "message:1", sealed))
                .hasMessageContaining("altered");
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertThatThrownBy(() -> texts.open(ID, "message:1", altered)).hasMessageContaining("altered");
        }
    }

    @Test
    void keyOfAnotherKindOpensNothing() {
        sealed("On m’appelle.");
        assertThatThrownBy(() -> texts("complaint", kept).print("link", "x"))
                .hasMessage("no master key opens the key of complaints");
    }

    @Test
    void wordsArePrintedFoldedOnceAndAscending() {
        Long[] words = texts.words("Isolation des combles", "isolation");
        assertThat(words).hasSize(3).isSorted();
        assertThat(texts.words("COMBLES DES ISOLATION")).isEqualTo(words);
        assertThat(texts.words(" ", "")).isEmpty();
        assertThat(texts("ticket", new Kept()).words("Isolation des combles"))
                .as("by another key")
                .isNotEqualTo(words);
        assertThat(texts.print("link", "x"))
                .hasSize(16)
                .isNotEqualTo(texts.print("word", "x"))
                .isEqualTo(texts.print("link", new byte[] {'x'}));
        assertThat(Arrays.equals(texts.print("link", "x"), texts.print("link", "y")))
                .isFalse();
    }
}
