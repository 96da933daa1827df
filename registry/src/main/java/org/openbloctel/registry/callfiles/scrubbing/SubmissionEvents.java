package org.openbloctel.registry.callfiles.scrubbing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openbloctel.registry.platform.event.Event;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.scrub.engine.ScrubReport;

/** What the company that sent a file is told of it. */
final class SubmissionEvents {
    private SubmissionEvents() {}

    /** The returned files are there. */
    static Event ready(ScrubTask task, ScrubReport report, String certificate) {
        Map<String, Object> data = facts(task);
        data.put("scope", report.scope());
        data.put("rows", report.rows());
        if (report.law() == null) {
            data.put("notListed", report.callable());
        }
        data.put("callable", report.callable());
        data.put("opposed", report.opposed());
        data.put("forbidden", report.forbidden());
        data.put("unchecked", report.unchecked());
        data.put("listRevision", report.list().revision());
        data.put("certificate", certificate);
        return new Event(task.company(), Event.Type.SUBMISSION_READY, data);
    }

    /** The file cannot be scrubbed. */
    static Event refused(ScrubTask task, Refusal.Stored why) {
        Map<String, Object> data = facts(task);
        data.put("code", why.code());
        return new Event(task.company(), Event.Type.SUBMISSION_REFUSED, data);
    }

    /** The result does not leave for now. */
    static Event held(ScrubTask task, Hold hold) {
        Map<String, Object> data = facts(task);
        data.put("reason", hold.kind().name());
        data.put("figures", hold.figures());
        data.put("until", task.receivedAt().plus(Hold.MAX_DURATION).toString());
        return new Event(task.company(), Event.Type.SUBMISSION_HELD, data);
    }

    private static Map<String, Object> facts(ScrubTask task) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("submission", task.id().toString());
        data.put("principal", task.principal().toString());
        data.put("filename", task.fileName());
        task.campaign().ifPresent(campaign -> data.put("campaign", campaign));
        return data;
    }
}
