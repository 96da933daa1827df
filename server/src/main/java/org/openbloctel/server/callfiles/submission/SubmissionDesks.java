package org.openbloctel.server.callfiles.submission;

import org.openbloctel.registry.callfiles.submission.BoundSubmissions;
import org.openbloctel.registry.callfiles.submission.SubmissionDesk;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.callfiles.submission.TestSubmissions;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.stereotype.Component;

/** Where the files of a key go: to the registry, or for a test key to this server's memory. Thread-safe. */
@Component
final class SubmissionDesks {
    private final Submissions real;
    private final TestSubmissions tests;

    SubmissionDesks(Submissions real, TestSubmissions tests) {
        this.real = real;
        this.tests = tests;
    }

    SubmissionDesk of(SignedIn.Key key) {
        SubmissionDesk desk = key.test() ? tests : real;
        return key.isBound() ? new BoundSubmissions(desk, key.principals()) : desk;
    }
}
