package org.openbloctel.server.platform.mail;

/** A way out for mails. Thread-safe. */
public interface MailRoute {
    /** Hands a mail over; once it returns, the mail is the next server's. */
    void send(Mail mail) throws MailFailure;

    /** Closes connections that were kept open for the next mail: there is none for now. */
    default void rest() {}
}
