package org.openbloctel.server.platform.mail;

/** A mail did not go. Says why without saying to whom. */
final class MailFailure extends Exception {
    private static final long serialVersionUID = 1;

    MailFailure(String why) {
        super(why);
    }
}
