package org.openbloctel.registry.callfiles.certificate;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the JSON of certificates and keys: maps in their order, without blanks. The bytes are signed, or hashed into a key's id, so how
 * a character is escaped is part of the format. Stateless.
 */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .characterEscapes(new Escapes())
                    .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                    .build())
            .build();

    private Json() {}

    static String of(@Nullable Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** Control characters and both halves of a surrogate pair as {@code \\u} and four small digits; the rest as Jackson has it. */
    private static final class Escapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        private static final int FIRST_PRINTABLE = 0x20;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            Arrays.fill(codes, 0, FIRST_PRINTABLE, ESCAPE_CUSTOM);
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return character < FIRST_PRINTABLE
                            || (character <= Character.MAX_VALUE && Character.isSurrogate((char) character))
                    ? new SerializedString(String.format(Locale.ROOT, "\\u%04x", character))
                    : null;
        }
    }
}
