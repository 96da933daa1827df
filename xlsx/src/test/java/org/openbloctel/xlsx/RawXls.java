package org.openbloctel.xlsx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes .xls workbooks byte by byte, as no library does: POI, which reads them, has no part in it. */
final class RawXls {
    static final int BEGIN = 0x0809;
    static final int END = 0x000a;
    static final int NUMBER = 0x0203;
    static final int LABEL = 0x0204;
    static final int RICH_TEXT = 0x00d6;
    static final int NUMBERS = 0x00bd;
    static final int PASSWORD = 0x002f;
    static final int WORKSHEET = 0x0010;
    static final int CHART = 0x0020;

    private static final int SECTOR = 512;
    private static final int FREE = -1;
    private static final int CHAIN_END = -2;
    private static final int TABLE = -3;

    private final List<String> names = new ArrayList<>();
    private final List<byte[]> sheets = new ArrayList<>();
    private byte[] globals = new byte[0];

    /** Adds records to those of the whole workbook. */
    RawXls global(byte[] record) {
        globals = join(globals, record);
        return this;
    }

    /** Adds a sheet with its records between its beginning and its end. */
    RawXls sheet(String name, int kind, byte[]... records) {
        names.add(name);
        sheets.add(join(begin(kind), join(records), record(END)));
        return this;
    }

    /** A record; numbers that are Integer take two bytes, Byte one, Long four, Double eight, and texts one a character. */
    static byte[] record(int id, Object... fields) {
        ByteBuffer bytes = ByteBuffer.allocate(8224).order(ByteOrder.LITTLE_ENDIAN);
        for (Object field : fields) {
            switch (field) {
                case Byte number -> bytes.put(number);
                case Integer number -> bytes.putShort(number.shortValue());
                case Long number -> bytes.putInt(number.intValue());
                case Double number -> bytes.putDouble(number);
                case String text -> bytes.put(text.getBytes(StandardCharsets.ISO_8859_1));
                default -> throw new IllegalArgumentException();
            }
        }
        byte[] record = new byte[4 + bytes.position()];
        ByteBuffer.wrap(record)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) id)
                .putShort((short) bytes.position())
                .put(bytes.flip());
        return record;
    }

    private static byte[] begin(int kind) {
        return record(BEGIN, 0x0600, kind, 0x0dbb, 0x07cc, 0L, 6L);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    /** The file: a header, the stream, its table of sectors and its directory. */
    byte[] file() {
        byte[] stream = stream();
        int sectors = (stream.length + SECTOR - 1) / SECTOR;
        ByteBuffer file = ByteBuffer.allocate(SECTOR * (sectors + 3)).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(0xe11ab1a1e011cfd0L);
        file.putShort(0x18, (short) 0x3e).putShort(0x1a, (short) 3).putShort(0x1c, (short) -2);
        file.putShort(0x1e, (short) 9).putShort(0x20, (short) 6);
        file.putInt(0x2c, 1).putInt(0x30, sectors + 1).putInt(0x38, 4096);
        file.putInt(0x3c, CHAIN_END).putInt(0x44, CHAIN_END);
        for (int i = 0; i < 109; i++) {
            file.putInt(0x4c + 4 * i, i == 0 ? sectors : FREE);
        }
        file.put(SECTOR, stream);
        for (int i = 0; i < SECTOR / 4; i++) {
            int next = i < sectors - 1 ? i + 1 : i == sectors ? TABLE : i <= sectors + 1 ? CHAIN_END : FREE;
            file.putInt(SECTOR * (sectors + 1) + 4 * i, next);
        }
        entry(file, SECTOR * (sectors + 2), "Root Entry", 5, 1, CHAIN_END, 0);
        entry(file, SECTOR * (sectors + 2) + 128, "Workbook", 2, -1, 0, stream.length);
        return file.array();
    }

    private byte[] stream() {
        int start = begin(5).length + globals.length + record(END).length;
        for (String name : names) {
            start += 12 + name.length();
        }
        byte[] stream = join(begin(5), globals);
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            stream = join(stream, record(0x0085, (long) start, 0, (byte) name.length(), (byte) 0, name));
            start += sheets.get(i).length;
        }
        stream = join(stream, record(END));
        for (byte[] sheet : sheets) {
            stream = join(stream, sheet);
        }
        // Shorter streams stand elsewhere in the file.
        return join(stream, new byte[Math.max(0, 4096 - stream.length)]);
    }

    private static void entry(ByteBuffer file, int at, String name, int type, int child, int first, int size) {
        byte[] characters = name.getBytes(StandardCharsets.UTF_16LE);
        file.put(at, characters).putShort(at + 64, (short) (characters.length + 2));
        file.put(at + 66, (byte) type).put(at + 67, (byte) 1);
        file.putInt(at + 68, -1).putInt(at + 72, -1).putInt(at + 76, child);
        file.putInt(at + 116, first).putInt(at + 120, size);
    }
}
