package org.openbloctel.registry.submission;

import org.openbloctel.scrub.engine.ScrubReport;

/** Is told what became of submissions, in the transaction in which it happens, after the audit trail. */
public interface SubmissionEvents {
    /** Tells nobody. */
    SubmissionEvents NONE = new SubmissionEvents() {
        @Override
        public void ready(Submission submission, ScrubReport report, String certificate) {}

        @Override
        public void refused(Submission submission, Submission.Refused why) {}
    };

    /** The returned files are there. */
    void ready(Submission submission, ScrubReport report, String certificate);

    /** The file cannot be scrubbed. */
    void refused(Submission submission, Submission.Refused why);
}
