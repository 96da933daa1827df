package org.openbloctel.server.accounts.consumer;

import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.authority.complaint.Complaint;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.service.helpdesk.Questions;
import org.openbloctel.registry.service.helpdesk.Ticket;
import org.springframework.stereotype.Component;

/** The texts that a consumer wrote to the service: complaints and questions, taken along and erased with their other data. Thread-safe. */
@Component
final class OwnWritings {
    private final Complaints complaints;
    private final Questions questions;

    OwnWritings(Complaints complaints, Questions questions) {
        this.complaints = complaints;
        this.questions = questions;
    }

    List<Complaint> complaints(UUID consumer) {
        return complaints.export(consumer);
    }

    List<Ticket> questions(UUID consumer) {
        return questions.export(consumer);
    }

    /** Each part is a transaction of its own: where one fails, the person asks again. */
    void erase(UUID consumer) {
        complaints.erase(consumer);
        questions.erase(consumer);
    }
}
