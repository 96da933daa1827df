package org.openbloctel.law;

/** A file of the law is faulty: which one, in which line, and what is wrong. Nothing can be judged with it. */
public final class LawFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says where and what. */
    LawFileException(String file, int line, String what) {
        super(file + ", line " + line + ": " + what);
    }

    /** Says what, where no line is to blame. */
    LawFileException(String what) {
        super(what);
    }
}
