package org.openbloctel.xlsx;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.InputStreamStatistics;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.file.BombWatch;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.file.ZipDirectory;

/**
 * Walks through a workbook before {@link XlsxBook} opens it, and refuses what would cost memory or time without bound: what unpacks without an
 * end, columns and shared strings beyond the last, texts and numbers longer than a cell's.
 *
 * <p>Every entry is walked, under any name, by the zip and XML readers that read it afterwards, with the same settings: it sees what they
 * will see. An entry that is no XML, or is damaged, is walked as far as it can be read.
 */
final class WorkbookGuard {
    /** What all parts are read with, here and in {@link XlsxBook}. */
    static final XMLInputFactory XML = xml();

    private final String file;
    private final Limits limits;
    private final long fileBytes;
    private final BombWatch watch;
    private long unpacked;
    private long packedBefore;
    private long rows;
    private long kept;

    private WorkbookGuard(String file, Limits limits, long fileBytes) {
        this.file = file;
        this.limits = limits;
        this.fileBytes = fileBytes;
        this.watch = new BombWatch(limits.bombBytes(), limits.bombRatio());
    }

    /** Checks a workbook; returns how many rows all its sheets have, empty ones too. */
    static long check(Path workbook, String file, Limits limits) throws IOException {
        WorkbookGuard guard = new WorkbookGuard(file, limits, Files.size(workbook));
        guard.walk(workbook);
        return guard.rows;
    }

    private static XMLInputFactory xml() {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private void walk(Path workbook) throws CallFileException {
        long sharedStrings = 0;
        long highestIndex = -1;
        try (ZipFile zip = zip(workbook, file)) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
            long declared = entries.stream()
                    .mapToLong(entry -> Math.max(0, entry.getSize()))
                    .reduce(0, WorkbookGuard::plus);
            if (watch.declaresBomb(declared, fileBytes)) {
                throw new CallFileException(Fault.ARCHIVE_BOMB, file, List.of());
            }
            for (ZipArchiveEntry entry : entries) {
                PartGuard part = new PartGuard(file, limits, kept);
                walk(zip, entry, part);
                rows += part.rows();
                kept = part.kept();
                sharedStrings = Math.max(sharedStrings, part.sharedStrings());
                highestIndex = Math.max(highestIndex, part.highestIndex());
            }
        } catch (CallFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new CallFileException(Fault.DAMAGED_WORKBOOK, file, List.of("zip"));
        }
        if (highestIndex >= sharedStrings) {
            throw new CallFileException(Fault.DAMAGED_WORKBOOK, file, List.of("shared-strings"));
        }
    }

    private static long plus(long sum, long size) {
        return Math.min(sum, Long.MAX_VALUE - size) + size;
    }

    @SuppressWarnings("deprecation") // its builder is a class of commons-io
    static ZipFile zip(Path workbook, String file) throws IOException {
        try (FileChannel channel = FileChannel.open(workbook, StandardOpenOption.READ)) {
            ZipDirectory.check(channel, file);
        }
        return new ZipFile(workbook.toFile());
    }

    private void walk(ZipFile zip, ZipArchiveEntry entry, PartGuard part) throws IOException {
        Meter meter = null;
        try (InputStream in = zip.getInputStream(entry)) {
            if (in == null) {
                return;
            }
            meter = new Meter(in);
            XMLStreamReader reader = XML.createXMLStreamReader(meter);
            while (reader.hasNext()) {
                meter.piece = 0;
                see(reader.next(), reader, part);
            }
        } catch (CallFileException e) {
            throw e;
        } catch (XMLStreamException | IOException | RuntimeException e) {
            // Reading stops here too, if this entry is ever read.
            if (meter != null && meter.refusal != null) {
                // Of a bomb, a detail would be the size that the caller allows.
                List<String> details = meter.refusal == Fault.ARCHIVE_BOMB ? List.of() : List.of("size");
                throw new CallFileException(meter.refusal, file, details);
            }
        } finally {
            packedBefore += meter == null ? 0 : meter.packed();
        }
    }

    private static void see(int event, XMLStreamReader reader, PartGuard part) throws CallFileException {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> part.start(reader);
            case XMLStreamConstants.END_ELEMENT -> part.end(reader.getLocalName());
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> part.text(reader);
            default -> {}
        }
    }

    /** Stops the parser when it asks for more than a piece of XML, or an honest workbook, may take. */
    private final class Meter extends InputStream {
        private final InputStream in;
        private long piece;
        private long given;
        private @Nullable Fault refusal;

        Meter(InputStream in) {
            this.in = in;
        }

        /** How many bytes of the file the entry took so far; as many as it gave where its stream does not count them. */
        long packed() {
            return in instanceof InputStreamStatistics statistics ? statistics.getCompressedCount() : given;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int n = in.read(target, from, length);
            if (n > 0) {
                piece += n;
                given += n;
                unpacked += n;
                if (piece > limits.pieceBytes()) {
                    refusal = Fault.DAMAGED_WORKBOOK;
                } else if (watch.declaresBomb(unpacked, fileBytes) || watch.isBomb(unpacked, packedBefore + packed())) {
                    refusal = Fault.ARCHIVE_BOMB;
                }
                if (refusal != null) {
                    throw new IOException("beyond the limits");
                }
            }
            return n;
        }
    }
}
