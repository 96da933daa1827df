package org.openbloctel.law;

/** May this call be made? A dialer takes anything but {@link #ALLOWED} for a no. */
public enum Answer {
    /** No rule of the day stands in its way, and all that they ask for is known. */
    ALLOWED,
    /** At least one does. */
    FORBIDDEN,
    /** None does for sure, but something that they ask for is not known. */
    CANNOT_TELL
}
