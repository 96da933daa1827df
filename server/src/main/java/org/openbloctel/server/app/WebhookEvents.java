package org.openbloctel.server.app;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openbloctel.registry.refusal.StoredRefusal;
import org.openbloctel.registry.scrubbing.ScrubEvents;
import org.openbloctel.registry.scrubbing.ScrubTask;
import org.openbloctel.registry.webhook.EventType;
import org.openbloctel.registry.webhook.Webhooks;
import org.openbloctel.scrub.engine.ScrubReport;

/** Tells the company that sent a file what became of it. Thread-safe. */
final class WebhookEvents implements ScrubEvents {
    private final Webhooks webhooks;

    WebhookEvents(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public void ready(ScrubTask submission, ScrubReport report, String certificate) {
        Map<String, Object> data = facts(submission);
        data.put("scope", report.scope());
        data.put("rows", report.rows());
        data.put("callable", report.callable());
        data.put("opposed", report.opposed());
        data.put("forbidden", report.forbidden());
        data.put("unchecked", report.unchecked());
        data.put("listRevision", report.list().revision());
        data.put("certificate", certificate);
        webhooks.raise(submission.company(), EventType.SUBMISSION_READY.code(), data);
    }

    @Override
    public void refused(ScrubTask submission, StoredRefusal why) {
        Map<String, Object> data = facts(submission);
        data.put("code", why.code());
        webhooks.raise(submission.company(), EventType.SUBMISSION_REFUSED.code(), data);
    }

    private static Map<String, Object> facts(ScrubTask submission) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("submission", submission.id().toString());
        data.put("principal", submission.principal().toString());
        data.put("filename", submission.fileName());
        submission.campaign().ifPresent(campaign -> data.put("campaign", campaign));
        return data;
    }
}
