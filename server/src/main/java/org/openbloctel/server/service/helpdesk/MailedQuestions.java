package org.openbloctel.server.service.helpdesk;

import org.openbloctel.registry.accounts.consumer.EmailAddress;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.service.helpdesk.Questions;
import org.openbloctel.server.calls.mailbox.OtherAddress;

/** Hands mails to the address of the help desk to {@link Questions}. Mails from a sender to whom no answer can be mailed are ignored. */
final class MailedQuestions implements OtherAddress {
    private final String address;
    private final Questions questions;

    MailedQuestions(String address, Questions questions) {
        this.address = address;
        this.questions = questions;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public boolean receive(Received mail) {
        String from;
        try {
            from = EmailAddress.read(mail.from()).text();
        } catch (RefusedException unusual) {
            return false;
        }
        return questions.receive(new Questions.Mail(
                from,
                mail.proved(),
                mail.marks(),
                mail.subject(),
                mail.text(),
                mail.dropped(),
                mail.messageId(),
                mail.locale()));
    }
}
