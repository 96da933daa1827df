package org.openbloctel.registry.callfiles.scrubbing;

import java.util.List;
import java.util.Set;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.scrub.file.CallFileException;

/** What is wrong with a call file, as a refusal. */
final class FileFaults {
    /** Empty, a list, another format, damaged, a bomb, too large: the sender has to send another file. */
    private static final Set<String> FOR_GOOD = Set.of(
            "BT-0402", "BT-0403", "BT-0404", "BT-0405", "BT-0406", "BT-0409", "BT-0411", "BT-0423", "BT-0425",
            "BT-0434", "BT-0435");

    private FileFaults() {}

    static Refusal.Stored refused(CallFileException fault) {
        return Refusal.Stored.of(refusal(fault));
    }

    /** Whether no other way of reading mends the file: another column, sheet, separator or encoding. */
    static boolean isForGood(Refusal.Stored why) {
        return FOR_GOOD.contains(why.code());
    }

    private static SubmissionRefusal refusal(CallFileException fault) {
        List<String> details = fault.details();
        String first = details.isEmpty() ? "" : details.getFirst();
        String all = String.join(", ", details);
        String sheet = fault.sheet().isEmpty() ? "" : " [" + fault.sheet() + "]";
        return switch (fault.fault()) {
            case EMPTY -> new SubmissionRefusal.EmptyFile();
            case IS_A_LIST -> new SubmissionRefusal.IsAList();
            case OTHER_FORMAT -> new SubmissionRefusal.OtherFormat(first);
            case DAMAGED_ARCHIVE -> new SubmissionRefusal.DamagedArchive();
            case ARCHIVE_ENTRIES -> new SubmissionRefusal.ArchiveEntries(all);
            case ARCHIVE_BOMB ->
                details.isEmpty()
                        ? new SubmissionRefusal.ArchiveBomb()
                        : new SubmissionRefusal.UnpackedTooLarge(Long.parseLong(first) >> 20);
            case ARCHIVE_DIRECTORY -> new SubmissionRefusal.ArchiveDirectory();
            // The first is the column that was asked for.
            case NO_SUCH_COLUMN ->
                new SubmissionRefusal.NoSuchColumn(String.join(", ", details.subList(1, details.size())) + sheet);
            case UNSURE_COLUMN -> new SubmissionRefusal.UnsureColumn(all + sheet);
            case LATE_COLUMNS -> new SubmissionRefusal.LateColumns(all + sheet);
            case OTHER_SEPARATOR -> new SubmissionRefusal.OtherSeparator(first);
            case ALIGNED_COLUMNS -> new SubmissionRefusal.AlignedColumns(first);
            case OTHER_WIDTHS -> new SubmissionRefusal.OtherWidths(first, details.getLast());
            case TOO_MANY_COLUMNS -> new SubmissionRefusal.TooManyColumns(first, details.getLast());
            case DAMAGED_WORKBOOK -> new SubmissionRefusal.DamagedWorkbook(first, fault.line());
            case SEVERAL_SHEETS -> new SubmissionRefusal.SeveralSheets(all);
            case NO_SUCH_SHEET ->
                new SubmissionRefusal.NoSuchSheet(String.join(", ", details.subList(1, details.size())));
            case WORKBOOK_TOO_LARGE -> new SubmissionRefusal.WorkbookTooLarge();
            case WORKBOOK_EXPANDS -> new SubmissionRefusal.WorkbookExpands(fault.line());
        };
    }
}
