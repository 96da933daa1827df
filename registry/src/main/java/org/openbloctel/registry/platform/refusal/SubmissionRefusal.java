package org.openbloctel.registry.platform.refusal;

/** Refusals about submitted call files. Codes BT-04xx, and BT-0790 to BT-0795 for what is no fault of the file. */
public sealed interface SubmissionRefusal extends Refusal {
    /** The company has no submission of this id. */
    @Code("BT-0401")
    record UnknownSubmission() implements SubmissionRefusal {}

    /** There is no byte in the file. */
    @Code("BT-0402")
    record EmptyFile() implements SubmissionRefusal {}

    /** A format that is no table of text and no workbook. */
    @Code(value = "BT-0403", words = "refusal.format.")
    record OtherFormat(String format) implements SubmissionRefusal {}

    /** The archive cannot be unpacked. */
    @Code("BT-0404")
    record DamagedArchive() implements SubmissionRefusal {}

    /** The archive holds no file, or several. */
    @Code("BT-0405")
    record ArchiveEntries(String names) implements SubmissionRefusal {}

    /** The archive unpacks to far more than call files do. */
    @Code("BT-0406")
    record ArchiveBomb() implements SubmissionRefusal {}

    /** No column has the name or number that was given; these there are. */
    @Code(value = "BT-0407", shape = Shape.COLUMNS)
    record NoSuchColumn(String columns) implements SubmissionRefusal {}

    /** Which column holds the phone numbers cannot be told for sure. */
    @Code(value = "BT-0408", shape = Shape.COLUMNS)
    record UnsureColumn(String columns) implements SubmissionRefusal {}

    /** The workbook cannot be read. */
    @Code("BT-0409")
    record DamagedWorkbook(String what, long line) implements SubmissionRefusal {}

    /** Several sheets of the workbook hold data. */
    @Code("BT-0410")
    record SeveralSheets(String names) implements SubmissionRefusal {}

    /** To read the workbook would take too much memory. */
    @Code("BT-0411")
    record WorkbookTooLarge() implements SubmissionRefusal {}

    /** The file is larger than may be sent. */
    @Code("BT-0412")
    record FileTooLarge(long megabytes) implements SubmissionRefusal {}

    /** The idempotency key was used for another request. */
    @Code("BT-0413")
    record KeyOfAnotherRequest() implements SubmissionRefusal {}

    /** The request with this idempotency key is still being received, or its server stopped so many seconds ago at most. */
    @Code(value = "BT-0414", category = Category.CONFLICT)
    record StillBeingReceived(long seconds) implements SubmissionRefusal {}

    /** The submission's files are not there yet, or never will be. */
    @Code(value = "BT-0415", category = Category.CONFLICT)
    record NoFilesYet() implements SubmissionRefusal {}

    /** The submission's files were erased. */
    @Code("BT-0416")
    record FilesErased() implements SubmissionRefusal {}

    /** Far more was downloaded than usual: downloads are stopped until the operator has looked. */
    @Code(value = "BT-0417", category = Category.CAPACITY)
    record DownloadsStopped() implements SubmissionRefusal {}

    /** The file as it was sent is not kept any more, so it cannot be read in another way. */
    @Code(value = "BT-0418", category = Category.CONFLICT)
    record FileNotKept() implements SubmissionRefusal {}

    /** The upload is unknown or has expired. */
    @Code("BT-0419")
    record UnknownUpload() implements SubmissionRefusal {}

    /** The upload stands at another byte. */
    @Code(value = "BT-0420", category = Category.CONFLICT)
    record WrongOffset(long offset) implements SubmissionRefusal {}

    /** What arrived is shorter than what was announced. */
    @Code("BT-0421")
    record CutOff() implements SubmissionRefusal {}

    /** So many submissions of the company are waiting that no more can be taken for now. */
    @Code(value = "BT-0422", category = Category.CAPACITY)
    record TooManyWaiting(int waiting) implements SubmissionRefusal {}

    /** An opposition list was sent as a call file. */
    @Code("BT-0423")
    record IsAList() implements SubmissionRefusal {}

    /** Most lines of the file have more columns than its header. */
    @Code("BT-0424")
    record OtherWidths(String header, String lines) implements SubmissionRefusal {}

    /** The cells of the workbook show far more text than its file holds. */
    @Code("BT-0425")
    record WorkbookExpands(long row) implements SubmissionRefusal {}

    /** No sheet of the workbook has the name or number that was given; these there are. */
    @Code("BT-0426")
    record NoSuchSheet(String names) implements SubmissionRefusal {}

    /** A line of the file has more columns than a file may have. */
    @Code("BT-0427")
    record TooManyColumns(String columns, String limit) implements SubmissionRefusal {}

    /** A character lies between the fields that is no separator here. */
    @Code(value = "BT-0428", words = "refusal.separator.")
    record OtherSeparator(String separator) implements SubmissionRefusal {}

    /** Blanks align the columns of the file, and no separator lies between them. */
    @Code(value = "BT-0429", words = "refusal.aligned.")
    record AlignedColumns(String kind) implements SubmissionRefusal {}

    /** The submission is being worked on, and cannot be erased before that is over. */
    @Code(value = "BT-0430", category = Category.CONFLICT)
    record BeingWorkedOn() implements SubmissionRefusal {}

    /** The bytes of an upload do not digest to what was announced. */
    @Code("BT-0431")
    record ChecksumDiffers() implements SubmissionRefusal {}

    /** A test key sent real numbers: it takes numbers for fiction only. */
    @Code("BT-0432")
    record OnlyFiction() implements SubmissionRefusal {}

    /** A test key asked for what there is only for real. */
    @Code("BT-0433")
    record NotInTests() implements SubmissionRefusal {}

    /** The archive unpacks to more than one submission may, or the answers to its lines would take more. */
    @Code("BT-0434")
    record UnpackedTooLarge(long megabytes) implements SubmissionRefusal {}

    /** The directory of the zip archive or workbook is too long to be read into memory. */
    @Code("BT-0435")
    record ArchiveDirectory() implements SubmissionRefusal {}

    /** Columns that were not read hold phone numbers, and others again when these were read, too. */
    @Code("BT-0436")
    record LateColumns(String columns) implements SubmissionRefusal {}

    /** The submission is not held, or not any more. */
    @Code(value = "BT-0440", category = Category.CONFLICT)
    record NotHeld() implements SubmissionRefusal {}

    /** The file was held, and a person of the operator refused it. */
    @Code("BT-0441")
    record HeldRefused(String reason) implements SubmissionRefusal {}

    /** The file was held until the time for an answer was over. */
    @Code("BT-0442")
    record HeldTooLong() implements SubmissionRefusal {}

    /** The file was held, and its company withdrew it. */
    @Code("BT-0443")
    record HeldWithdrawn() implements SubmissionRefusal {}

    /** The files of the company take more room than it may keep. */
    @Code(value = "BT-0444", category = Category.CAPACITY)
    record KeptTooMuch(long megabytes, long file, long limit) implements SubmissionRefusal {}

    /** The place of the files does not answer. */
    @Code(value = "BT-0793", category = Category.OURS)
    record FilesAway() implements SubmissionRefusal {}

    /** The store of files overwrites a file in spite of the condition of the request: no server starts with it. */
    @Code(value = "BT-0794", category = Category.OURS)
    record StoreWithoutConditions() implements SubmissionRefusal {}

    /** The store of files does not know the bucket, or the key: no server starts with it. */
    @Code(value = "BT-0795", category = Category.OURS)
    record StoreRefuses() implements SubmissionRefusal {}

    /** The service failed at the file again and again, and does not try any more. */
    @Code("BT-0790")
    record WorkFailed() implements SubmissionRefusal {}

    /** The disk of the service is full. */
    @Code(value = "BT-0791", category = Category.OURS)
    record StorageFull() implements SubmissionRefusal {}

    /** The disk of the service takes no file. */
    @Code(value = "BT-0792", category = Category.OURS)
    record StorageUnavailable() implements SubmissionRefusal {}
}
