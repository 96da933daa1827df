package org.openbloctel.registry.platform.audit;

import java.time.Duration;
import java.time.InstantSource;
import org.openbloctel.registry.platform.doctor.Defect;
import org.openbloctel.registry.platform.doctor.Defects;
import org.openbloctel.registry.platform.doctor.Examination;

/** The audit trail and its checkpoints, as the doctor examines them. */
public final class TrailExamination implements Examination {
    /** A checkpoint whose file could not be written gets it at the next run of the job, an hour later. */
    private static final Duration WRITTEN_WITHIN = Duration.ofHours(2);

    private final Checkpoints checkpoints;
    private final AuditTrail trail;
    private final InstantSource clock;

    public TrailExamination(Checkpoints checkpoints, AuditTrail trail, InstantSource clock) {
        this.checkpoints = checkpoints;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public void run(Defects defects) {
        Checkpoints.Checked checked = checkpoints.check();
        defects.examined("audit-entries", trail.head().seq() - trail.root().seq());
        defects.examined("checkpoints", checked.checkpoints());
        for (TrailFinding finding : checked.findings()) {
            if (!isBeingWritten(finding, checked)) {
                long subject = finding.entry() > 0 ? finding.entry() : finding.checkpoint();
                defects.add(defect(finding.kind()), Long.toString(subject), finding.count());
            }
        }
    }

    private boolean isBeingWritten(TrailFinding finding, Checkpoints.Checked checked) {
        return finding.kind() == TrailFinding.Kind.FILE_MISSING
                && finding.count() == 1
                && checked.latest()
                        .filter(last -> last.isAfter(clock.instant().minus(WRITTEN_WITHIN)))
                        .isPresent();
    }

    private static Defect defect(TrailFinding.Kind kind) {
        return switch (kind) {
            case ENTRY -> Defect.AUDIT_ENTRY;
            case BEGINNING -> Defect.AUDIT_BEGINNING;
            case TAIL -> Defect.AUDIT_TAIL;
            case REWRITTEN -> Defect.AUDIT_REWRITTEN;
            case CERTIFIED -> Defect.AUDIT_CERTIFIED;
            case SEEN -> Defect.AUDIT_SEEN;
            case BEFORE_SEAL -> Defect.AUDIT_BEFORE_SEAL;
            case SEAL_LOST -> Defect.AUDIT_SEAL_LOST;
            case CHECKPOINT_MISSING -> Defect.CHECKPOINT_MISSING;
            case CHECKPOINT_ALTERED -> Defect.CHECKPOINT_ALTERED;
            case FILE_MISSING -> Defect.CHECKPOINT_FILE_MISSING;
            case OVERDUE -> Defect.CHECKPOINT_OVERDUE;
            case UNCHAINED -> Defect.AUDIT_UNCHAINED;
            case FOREIGN -> Defect.AUDIT_FOREIGN;
        };
    }
}
