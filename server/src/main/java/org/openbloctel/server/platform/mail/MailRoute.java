package org.openbloctel.server.platform.mail;

/** A way out for mails. Thread-safe. */
public interface MailRoute {
    /** Hands a mail over; once it returns, the mail is the next server's. */
    void send(Mail mail) throws Failure;

    /** Closes connections that were kept open for the next mail: there is none for now. */
    default void rest() {}

    /** A mail did not go. Says why without saying to whom. */
    final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        Failure(String why) {
            super(why);
        }
    }
}
