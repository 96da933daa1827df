package org.openbloctel.cli;

/** Exit codes, as documented for scripts; they do not change. */
final class ExitCode {
    static final int DONE = 0;
    /** The command line is wrong: an unknown option, a missing folder, an unsure column. */
    static final int USAGE = 2;
    /** A call file, or a file of numbers, cannot be read. */
    static final int INPUT = 3;
    /** The list, or the certificate, cannot be trusted: damaged, altered, of another plan or format, too old. */
    static final int LIST = 4;
    /** The server refused, or could not be reached. */
    static final int SERVER = 5;
    /** With {@code --exit-code}: at least one of the numbers is not allowed, or it cannot be told. */
    static final int NOT_ALLOWED = 10;
    /** A bug of this program. */
    static final int BUG = 70;
    /** The results cannot be written: the disk is full, the folder is read-only. */
    static final int OUTPUT = 74;

    private ExitCode() {}
}
