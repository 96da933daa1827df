package org.openbloctel.bench.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes a call file and its truth: one byte a row, '1' listed, '0' not listed, '?' not readable as a number. */
final class CallRows {

    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] HEADER = ascii("id;nom;prenom;telephone;ville;email\n");
    private static final byte[] MAIL_HOST = ascii("@example.fr");
    private static final byte[] FIRM = ascii("contact");

    /** Of ten thousand rows. */
    private static final int HITS = 800;

    private final ListedNumbers listed;
    private final boolean messy;
    private final Spellings spellings;
    private final SplitMix64 random;
    private final byte[] digits;

    CallRows(CallSpec spec, ListedNumbers listed) {
        this.listed = listed;
        messy = spec.style() == Style.MESSY;
        Country country = spec.list().country();
        if (messy && country != Country.FR) {
            throw new IllegalArgumentException("messy files are French");
        }
        spellings = messy ? Spellings.messyFrench() : Spellings.clean(country);
        random = new SplitMix64(spec.seed());
        digits = new byte[country.digits()];
    }

    void write(long rows, Path calls, Path truth) throws IOException {
        try (TextSink to = new TextSink(calls);
                TextSink answers = new TextSink(truth)) {
            if (messy) {
                to.put(BOM);
            }
            to.put(HEADER);
            for (long row = 1; row <= rows; row++) {
                answers.put(row(row, to));
                to.endRow();
                answers.endRow();
            }
        }
    }

    private char row(long id, TextSink to) {
        byte[] family = pick(Names.FAMILY);
        byte[] given = pick(Names.GIVEN);
        boolean firm = messy && random.below(10) == 0;
        to.putDecimal(id);
        to.put(';');
        to.put(firm ? pick(Names.QUOTED_FAMILY) : family);
        to.put(';');
        to.put(given);
        to.put(';');
        char answer = phone(to);
        to.put(';');
        to.put(pick(Names.TOWN));
        to.put(';');
        to.put(given);
        to.put('.');
        to.put(firm ? FIRM : family);
        to.putDecimal(random.below(1000));
        to.put(MAIL_HOST);
        to.put('\n');
        return answer;
    }

    private char phone(TextSink to) {
        boolean hit = random.below(10_000) < HITS;
        long index = hit ? listed.drawListed(random) : listed.drawUnlisted(random);
        int spelling = spellings.pick(random.below(100));
        boolean quoted = messy && random.below(12) == 0;
        if (quoted) {
            to.put('"');
        }
        if (spelling < 0) {
            to.put(pick(Names.NO_NUMBER));
        } else {
            long rest = listed.national(index);
            for (int i = digits.length - 1; i >= 0; i--) {
                digits[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
            spellings.write(spelling, digits, to);
        }
        if (quoted) {
            to.put('"');
        }
        return spelling < 0 ? '?' : hit ? '1' : '0';
    }

    private byte[] pick(byte[][] from) {
        return from[random.below(from.length)];
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
