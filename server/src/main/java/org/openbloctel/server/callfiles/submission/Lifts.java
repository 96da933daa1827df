package org.openbloctel.server.callfiles.submission;

import java.util.UUID;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.operator.Decision;
import org.openbloctel.registry.accounts.operator.FourEyes;
import org.openbloctel.registry.accounts.operator.Shown;
import org.openbloctel.registry.callfiles.scrubbing.HeldFiles;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.stereotype.Component;

/** Stopped downloads that the operator opens again, and held files that are released, by two people: the first asks, the second does it. */
@Component("lifts")
record Lifts(Submissions submissions, FourEyes fourEyes, HeldFiles held, Companies companies) {
    /** How the opening of a company's downloads stands; for the page of stops. */
    public FourEyes.Standing downloadsStanding(UUID company) {
        return fourEyes.standing(opening(company));
    }

    /** How the release of a held file stands, where that takes two. */
    public FourEyes.Standing releaseStanding(UUID file) {
        return fourEyes.standing(releasing(file));
    }

    private FourEyes.Matter opening(UUID company) {
        return new FourEyes.Matter(
                Decision.Kind.DOWNLOADS,
                company,
                () -> Companies.shown(companies.locked(company))
                        .with(
                                "stops",
                                submissions.stops().stream()
                                        .filter(stop -> stop.company().equals(company))
                                        .toArray()));
    }

    private FourEyes.Matter releasing(UUID file) {
        return new FourEyes.Matter(
                Decision.Kind.RELEASE,
                file,
                () -> held.find(file).map(this::shown).orElse(Shown.NOTHING));
    }

    private Shown shown(HeldFiles.Held file) {
        return Companies.shown(companies.locked(file.task().company()))
                .with(
                        "file",
                        file.task().principal(),
                        file.task().fileName(),
                        file.task().sha256(),
                        file.hold())
                .with("provenance", held.provenance(file.task().id()));
    }

    /** Releases a held file: by two people, each with their reason, where its company is stopped for more than a hold. */
    boolean release(UUID file, String reason, String digest, SignedIn.Staff who) {
        if (!held.takesTwo(file)) {
            held.release(file, reason, who.actor());
            return true;
        }
        String why = HeldFiles.reason(reason);
        return fourEyes.agree(releasing(file), digest, why, who.id(), () -> held.release(file, reason, who.actor()));
    }

    /** Refuses a held file; a request to release it goes with it. */
    void refuse(UUID file, String reason, SignedIn.Staff who) {
        fourEyes.decide(Decision.Kind.RELEASE, file, () -> held.refuse(file, reason, who.actor()));
    }

    boolean downloads(UUID company, String digest, SignedIn.Staff who) {
        return fourEyes.agree(opening(company), digest, "", who.id(), () -> submissions.lift(company, who.actor()));
    }
}
