package org.openbloctel.registry.list.lookup;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openbloctel.scrub.engine.Judge;
import org.openbloctel.scrub.engine.Judgement;

/** Numbers as they were written, in one buffer of UTF-8: what was received is not copied, and must not be changed. */
public final class Written {
    private final byte[] bytes;
    private final int[] from;
    private final int[] to;
    private final int size;

    /**
     * Numbers in a buffer.
     *
     * @param bytes holds all of them
     * @param from where each begins
     * @param to where each ends, exclusive
     * @param size how many
     */
    public Written(byte[] bytes, int[] from, int[] to, int size) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.size = size;
    }

    /** Numbers from texts. */
    public static Written of(List<String> texts) {
        byte[][] encoded = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        int length = 0;
        int[] from = new int[encoded.length];
        int[] to = new int[encoded.length];
        for (int i = 0; i < encoded.length; i++) {
            from[i] = length;
            length += encoded[i].length;
            to[i] = length;
        }
        byte[] bytes = new byte[length];
        for (int i = 0; i < encoded.length; i++) {
            System.arraycopy(encoded[i], 0, bytes, from[i], encoded[i].length);
        }
        return new Written(bytes, from, to, encoded.length);
    }

    /** The buffer. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where a number begins. */
    public int from(int i) {
        return from[i];
    }

    /** Where a number ends, exclusive. */
    public int to(int i) {
        return to[i];
    }

    /** How many numbers there are. */
    public int size() {
        return size;
    }

    /** What a judge says of each. */
    List<Judgement> judgedBy(Judge judge) {
        return judge.numbers(bytes, from, to, size);
    }

    /** A number as it was written. */
    public String text(int i) {
        return new String(bytes, from[i], to[i] - from[i], StandardCharsets.UTF_8);
    }
}
