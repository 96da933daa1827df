package org.openbloctel.server.calls.call;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.openbloctel.registry.calls.call.RefusalList;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;

/**
 * A file of refusals, a line each: the number, and behind a semicolon, a comma or a tab the day, where it is known. A first line
 * without a digit is a header. Immutable.
 *
 * @param lines the number of each refusal's line, from 1
 * @param told the refusals
 */
record RefusalFile(List<Integer> lines, List<RefusalList.Told> told) {
    private static final int MAX_BYTES = 2 << 20;

    static RefusalFile read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new RefusedException(new RequestRefusal.TooLarge());
        }
        String text = text(bytes);
        if (text.indexOf('\0') >= 0) {
            throw new RefusedException(
                    new RequestRefusal.UnreadableField("file")); // a workbook, or nothing that is text
        }
        List<Integer> lines = new ArrayList<>();
        List<RefusalList.Told> told = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            boolean header = number == 1 && line.chars().noneMatch(Character::isDigit);
            if (header || line.isBlank()) {
                continue;
            }
            String[] fields = line.split("[;,\t|]", -1);
            lines.add(number);
            told.add(new RefusalList.Told(field(fields, 0), field(fields, 1)));
            if (told.size() > RefusalList.MAX) {
                throw new RefusedException(new ListRefusal.TooManyNumbers(RefusalList.MAX));
            }
        }
        if (told.isEmpty()) {
            throw new RefusedException(new RequestRefusal.UnreadableField("file"));
        }
        return new RefusalFile(List.copyOf(lines), List.copyOf(told));
    }

    private static String field(String[] fields, int at) {
        return at < fields.length ? fields[at].strip().replaceAll("^\"|\"$", "").strip() : "";
    }

    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }

    /** Without the numbers. */
    @Override
    public String toString() {
        return "RefusalFile[" + lines.size() + "]";
    }
}
