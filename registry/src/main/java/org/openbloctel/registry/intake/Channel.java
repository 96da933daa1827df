package org.openbloctel.registry.intake;

import java.util.Arrays;
import java.util.Optional;

/** By which way a call file came. All ways lead to the same submission. */
public enum Channel {
    /** A person, by a page. */
    PORTAL("portal", true),
    /** A program, by HTTP. */
    API("api", true),
    /** A folder of the SFTP server. */
    SFTP("sftp", false),
    /** A mail to the mailbox. */
    MAIL("mail", false),
    /** A folder that {@code bloctel watch} looks at. */
    WATCH("watch", false);

    private final String label;
    private final boolean deliberate;

    Channel(String label, boolean deliberate) {
        this.label = label;
        this.deliberate = deliberate;
    }

    /** As it is stored and told. */
    public String label() {
        return label;
    }

    public static Optional<Channel> of(String label) {
        return Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst();
    }

    /**
     * Whether somebody who sends a file twice by this way means it: they see what became of the first one. Where files are only
     * dropped, a second one is a repetition.
     */
    boolean isDeliberate() {
        return deliberate;
    }
}
