package org.openbloctel.server.submission;

import java.util.UUID;
import org.openbloctel.registry.operator.Decision;
import org.openbloctel.registry.operator.FourEyes;
import org.openbloctel.registry.submission.Submissions;
import org.openbloctel.server.web.SignedIn;
import org.springframework.stereotype.Component;

/** Stopped downloads that the operator opens again, by two people: the first asks, the second opens. */
@Component("lifts")
final class Lifts {
    private final Submissions submissions;
    private final FourEyes fourEyes;

    Lifts(Submissions submissions, FourEyes fourEyes) {
        this.submissions = submissions;
        this.fourEyes = fourEyes;
    }

    /** Whether a first person has asked for it; for the page of stops. */
    public boolean downloadsAsked(UUID company) {
        return fourEyes.pending(Decision.Kind.DOWNLOADS, company).isPresent();
    }

    boolean downloads(UUID company, SignedIn.Staff who) {
        return fourEyes.agree(
                Decision.Kind.DOWNLOADS, company, "", who.id(), () -> submissions.lift(company, who.actor()));
    }
}
