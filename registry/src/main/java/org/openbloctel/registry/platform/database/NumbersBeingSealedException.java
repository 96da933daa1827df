package org.openbloctel.registry.platform.database;

/** The numbers of this database are being sealed under a new key, or were until that was cut off: no server opens them meanwhile. */
public final class NumbersBeingSealedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NumbersBeingSealedException() {
        super("the numbers of this database are being sealed under a new key");
    }
}
