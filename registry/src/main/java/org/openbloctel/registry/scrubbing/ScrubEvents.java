package org.openbloctel.registry.scrubbing;

import org.openbloctel.registry.refusal.StoredRefusal;
import org.openbloctel.scrub.engine.ScrubReport;

/** Is told what became of submissions, in the transaction in which it happens, after the audit trail. */
public interface ScrubEvents {
    /** Tells nobody. */
    ScrubEvents NONE = new ScrubEvents() {
        @Override
        public void ready(ScrubTask task, ScrubReport report, String certificate) {}

        @Override
        public void refused(ScrubTask task, StoredRefusal why) {}
    };

    /** The returned files are there. */
    void ready(ScrubTask task, ScrubReport report, String certificate);

    /** The file cannot be scrubbed. */
    void refused(ScrubTask task, StoredRefusal why);
}
