package org.openbloctel.registry.platform.retention;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.openbloctel.registry.platform.retention.Rules.Rule.End;

/** All rules. A table or folder that is added gets one here, or is added to one. */
public final class Rules {
    /** The name of the job that erases what a consumer left behind. */
    public static final String CONSUMERS = "consumer.forget";

    /** The name of the job that erases submitted and returned files, their keys, and in the end their rows. */
    public static final String SUBMISSIONS = "submission.erase";

    /** The name of the job that erases files which no row names. */
    public static final String SWEEP = "submission.sweep";

    /** The name of the job that erases links, tries and applications of the past. */
    public static final String DOORS = "credential.forget";

    /** The name of the job that erases sessions that are over. */
    public static final String SESSIONS = "session.forget";

    /** The name of the job that erases what companies left behind. */
    public static final String COMPANIES = "company.forget";

    /** The name of the job that erases certificates. */
    public static final String CERTIFICATES = "certificate.forget";

    /** The name of the job that erases mails. */
    public static final String MAILS = "outbox.forget";

    /** The name of the job that erases what is known of mails with call files. */
    public static final String MAILBOX = "mailbox.forget";

    /** The name of the job that erases counts of look-ups. */
    public static final String LOOKUPS = "lookup.forget";

    /** The name of the job that erases what companies asked for, and stops of long ago. */
    public static final String GUARD = "guard.forget";

    /** The name of the job that erases calls that no rule counts any more, and campaigns of long ago. */
    public static final String CALLS = "call.forget";

    /** The name of the job that erases kept numbers of campaigns that are over. */
    public static final String KEPT_NUMBERS = "campaign.forget";

    /** The name of the job that erases webhook events of long ago, with their log. */
    public static final String WEBHOOKS = "webhook.forget";

    /** The name of the job that erases old entries of the audit trail. */
    public static final String AUDIT = "audit.forget";

    /** The name of the job that erases records of erasures. */
    public static final String RUNS = "retention.forget";

    /** The name of the job that erases signals, and counts of calls outside the hours. */
    public static final String SIGNALS = "signal.forget";

    /** The name of the job that erases keys of the feed of complaints that do not work any more. */
    public static final String FEED = "feed.forget";

    private static final String LAW_OF_2016 = "C. conso. R. 223-3, R. 223-7 (2016)";
    private static final String STORAGE = "RGPD art. 5 § 1 e";
    /** The name of the job that erases the security log. */
    public static final String SECURITY_LOG = "security.forget";

    /** The name of the job that erases complaints, and before them their signs and followers. */
    public static final String COMPLAINTS = "complaint.forget";

    /** The name of the job that erases case files. */
    public static final String CASES = "casefile.forget";
    /** The name of the job that erases the traces of checks. */
    public static final String TRACES = "trace.forget";
    /** The name of the job that erases questions to the operator. */
    public static final String TICKETS = "helpdesk.forget";
    /** The name of the job that erases words that were looked for in the help. */
    public static final String HELP = "help.forget";

    private static final String SECURITY = "RGPD art. 32";
    private static final String PROOF = "C. civ. art. 2224";
    private static final String ACCOUNTS = "C. com. art. L. 123-22";
    private static final String LOGS = "CNIL, délib. 2021-122";

    private static final List<Rule> ALL = List.of(
            new Rule("list", List.of("list.opposition", "list.registered"), LAW_OF_2016, new End.AtOnce()),
            new Rule(
                    "list-changes",
                    List.of("list.change", "list.waiting", "list.server", "file:list"),
                    STORAGE,
                    new End.AtOnce()),
            new Rule("list-head", List.of("list.head"), STORAGE, new End.WithTheService()),
            new Rule("number-key", List.of("accounts.number_key"), SECURITY, new End.WithTheService()),
            new Rule("list-mark-key", List.of("accounts.list_mark_key"), SECURITY, new End.WithTheService()),
            new Rule("registrations", List.of("accounts.registration"), LAW_OF_2016, new End.ByJob(CONSUMERS)),
            new Rule(
                    "consumers",
                    List.of("accounts.consumer", "accounts.consumer_letter"),
                    LAW_OF_2016,
                    new End.ByJob(CONSUMERS)),
            new Rule("requests", List.of("accounts.opposition_request"), STORAGE, new End.ByJob(CONSUMERS)),
            new Rule(
                    "consumer-links",
                    List.of("accounts.consumer_link", "accounts.number_code"),
                    SECURITY,
                    new End.ByJob(CONSUMERS)),
            new Rule("code-counts", List.of("accounts.code_count"), SECURITY, new End.ByJob(CONSUMERS)),
            new Rule("acts", List.of("accounts.act", "accounts.act_count"), SECURITY, new End.ByJob(CONSUMERS)),
            new Rule("act-key", List.of("accounts.act_key"), SECURITY, new End.WithTheService()),
            new Rule("lost-mailboxes", List.of("accounts.address_recovery"), SECURITY, new End.ByJob(CONSUMERS)),
            new Rule("companies", List.of("accounts.company"), PROOF, new End.ByJob(COMPANIES)),
            new Rule("company-letters", List.of("accounts.company_letter"), STORAGE, new End.ByJob(COMPANIES)),
            new Rule("mandates", List.of("accounts.mandate"), PROOF, new End.ByJob(COMPANIES)),
            new Rule(
                    "people",
                    List.of(
                            "accounts.member",
                            "accounts.staff",
                            "accounts.inspector",
                            "accounts.credential",
                            "accounts.recovery_code"),
                    STORAGE,
                    new End.AtOnce()),
            new Rule("removed-inspectors", List.of("accounts.inspector_removed"), SECURITY, new End.WithTheService()),
            new Rule(
                    "passkeys",
                    List.of("accounts.passkey", "accounts.passkey_holder", "accounts.second_factor"),
                    STORAGE,
                    new End.AtOnce()),
            new Rule("api-keys", List.of("accounts.api_key"), LOGS, new End.ByJob(COMPANIES)),
            new Rule("sftp-keys", List.of("accounts.sftp_key"), LOGS, new End.ByJob(COMPANIES)),
            new Rule("sealing-keys", List.of("accounts.sealing_key"), LOGS, new End.ByJob(COMPANIES)),
            new Rule("invitations", List.of("accounts.invitation"), STORAGE, new End.ByJob(DOORS)),
            new Rule(
                    "doors",
                    List.of(
                            "accounts.company_application",
                            "accounts.one_time_link",
                            "accounts.failure",
                            "accounts.pending_decision"),
                    SECURITY,
                    new End.ByJob(DOORS)),
            new Rule("sessions", List.of("accounts.browser_session"), SECURITY, new End.ByJob(SESSIONS)),
            new Rule("devices", List.of("accounts.known_device"), SECURITY, new End.ByJob(DOORS)),
            new Rule("plans", List.of("accounts.plan"), "JORFARTI000043075795", new End.WithTheService()),
            new Rule(
                    "invoices",
                    List.of("accounts.invoice", "accounts.payment", "accounts.subscription"),
                    ACCOUNTS,
                    new End.ByJob(COMPANIES)),
            new Rule(
                    "invoice-numbers",
                    List.of("accounts.invoice_head"),
                    "CGI ann. II art. 242 nonies A",
                    new End.WithTheService()),
            new Rule("quotas", List.of("accounts.quota_use"), PROOF, new End.ByJob(COMPANIES)),
            new Rule(
                    "files",
                    List.of(
                            "accounts.submission_file",
                            "accounts.submission_upload",
                            "accounts.incoming_file",
                            "file:submissions"),
                    STORAGE + ", " + SECURITY,
                    new End.ByJob(SUBMISSIONS)),
            new Rule("arrivals", List.of("accounts.arrival"), STORAGE, new End.ByJob(SUBMISSIONS)),
            new Rule("work-files", List.of("file:work"), SECURITY, new End.ByJob(SWEEP)),
            new Rule(
                    "submissions",
                    List.of(
                            "accounts.submission",
                            "accounts.submission_download",
                            "accounts.submission_key",
                            "accounts.submission_provenance"),
                    PROOF,
                    new End.ByJob(SUBMISSIONS)),
            new Rule(
                    "checked-numbers",
                    List.of("accounts.submission_checked", "accounts.checked_print"),
                    STORAGE,
                    new End.ByJob(SUBMISSIONS)),
            new Rule(
                    "fingerprint-keys",
                    List.of("accounts.submission_fingerprint_key"),
                    SECURITY,
                    new End.ByJob(SUBMISSIONS)),
            new Rule("download-places", List.of("accounts.download_place"), SECURITY, new End.ByJob(SUBMISSIONS)),
            new Rule("stops", List.of("accounts.download_stop"), SECURITY, new End.ByJob(SUBMISSIONS)),
            new Rule("certificates", List.of("accounts.certificate"), PROOF, new End.ByJob(CERTIFICATES)),
            new Rule("certificate-keys", List.of("accounts.certificate_key"), PROOF, new End.WithTheService()),
            new Rule("mails", List.of("accounts.outbox"), STORAGE, new End.ByJob(MAILS)),
            new Rule(
                    "mailbox",
                    List.of("accounts.mailbox_mail", "accounts.mailbox_part", "accounts.mailbox_notice"),
                    STORAGE,
                    new End.ByJob(MAILBOX)),
            new Rule("mailbox-state", List.of("accounts.mailbox_state"), SECURITY, new End.WithTheService()),
            new Rule(
                    "calls",
                    List.of(
                            "accounts.call_attempt",
                            "accounts.call_history",
                            "accounts.call_appointment",
                            "accounts.call_figure"),
                    "C. conso. D. 223-9",
                    new End.ByJob(CALLS)),
            new Rule(
                    "call-ids",
                    List.of("accounts.call_id_a", "accounts.call_id_b", "accounts.call_id_c"),
                    STORAGE,
                    new End.ByJob(CALLS)),
            new Rule(
                    "call-refusals", List.of("accounts.call_refusal"), "C. conso. L. 221-16", new End.WithTheService()),
            new Rule(
                    "traces",
                    List.of(
                            "accounts.trace_check",
                            "accounts.trace_set",
                            "accounts.trace_volume",
                            "accounts.trace_lookup",
                            "accounts.trace_key"),
                    "C. conso. L. 242-16, CPP art. 8",
                    new End.ByJob(TRACES)),
            new Rule("call-key", List.of("accounts.call_key"), SECURITY, new End.WithTheService()),
            new Rule(
                    "campaigns",
                    List.of("accounts.campaign", "accounts.campaign_check", "accounts.campaign_reminder"),
                    PROOF,
                    new End.ByJob(CALLS)),
            new Rule(
                    "kept-numbers",
                    List.of("accounts.campaign_keeping", "accounts.campaign_kept", "accounts.campaign_change"),
                    "RGPD art. 28",
                    new End.ByJob(KEPT_NUMBERS)),
            new Rule(
                    "consents",
                    List.of(
                            "accounts.consent",
                            "accounts.consent_evidence",
                            "file:evidence",
                            "accounts.consent_withdrawal"),
                    "C. conso. R. 223-2 (2026)",
                    new End.ByJob(CALLS)),
            new Rule(
                    "consent-imports",
                    List.of("accounts.consent_import", "accounts.consent_import_line"),
                    STORAGE,
                    new End.ByJob(CALLS)),
            new Rule("withdrawals", List.of("accounts.withdrawal_request"), SECURITY, new End.ByJob(CALLS)),
            new Rule(
                    "complaints",
                    List.of(
                            "accounts.complaint",
                            "accounts.complaint_step",
                            "accounts.complaint_assignment",
                            "accounts.complaint_day",
                            "accounts.complaint_follower"),
                    STORAGE + ", art. 17 § 3 e",
                    new End.ByJob(COMPLAINTS)),
            new Rule("help-searches", List.of("accounts.help_search"), STORAGE, new End.ByJob(HELP)),
            new Rule("release-before", List.of("accounts.release_before"), STORAGE, new End.WithTheService()),
            new Rule("subject-start", List.of("accounts.subject_start"), STORAGE, new End.WithTheService()),
            new Rule("complaint-key", List.of("accounts.complaint_key"), SECURITY, new End.WithTheService()),
            new Rule("signals", List.of("accounts.signal"), STORAGE, new End.ByJob(SIGNALS)),
            new Rule("off-hours", List.of("accounts.call_off_hours"), STORAGE, new End.ByJob(SIGNALS)),
            new Rule("feed-keys", List.of("accounts.feed_key"), LOGS, new End.ByJob(FEED)),
            new Rule(
                    "cases",
                    List.of(
                            "accounts.case_file",
                            "accounts.case_step",
                            "accounts.case_entry",
                            "accounts.case_decision"),
                    PROOF,
                    new End.ByJob(CASES)),
            new Rule("tickets", List.of("accounts.ticket", "accounts.ticket_message"), STORAGE, new End.ByJob(TICKETS)),
            new Rule("ticket-key", List.of("accounts.ticket_key"), SECURITY, new End.WithTheService()),
            new Rule(
                    "desk-texts", List.of("accounts.canned_answer", "accounts.faq"), STORAGE, new End.WithTheService()),
            new Rule("webhooks", List.of("accounts.webhook"), STORAGE, new End.AtOnce()),
            new Rule(
                    "webhook-deliveries",
                    List.of("accounts.webhook_event", "accounts.webhook_delivery", "accounts.webhook_attempt"),
                    STORAGE,
                    new End.ByJob(WEBHOOKS)),
            new Rule("lookups", List.of("accounts.lookup_count"), PROOF, new End.ByJob(LOOKUPS)),
            new Rule(
                    "figures",
                    List.of("accounts.figure_day", "accounts.service_hour"),
                    STORAGE,
                    new End.WithTheService()),
            new Rule(
                    "incidents",
                    List.of("accounts.incident", "accounts.incident_update"),
                    STORAGE,
                    new End.WithTheService()),
            new Rule(
                    "guard",
                    List.of(
                            "accounts.guard_account",
                            "accounts.guard_drawn",
                            "accounts.guard_draw",
                            "accounts.guard_use",
                            "accounts.guard_note",
                            "accounts.guard_provenance",
                            "accounts.guard_stop",
                            "accounts.guard_poll",
                            "accounts.guard_spread",
                            "file:guard"),
                    SECURITY,
                    new End.ByJob(GUARD)),
            new Rule(
                    "canaries",
                    List.of("accounts.canary_batch", "accounts.canary_sighting", "accounts.canary_call"),
                    SECURITY,
                    new End.ByJob(GUARD)),
            new Rule("guard-key", List.of("accounts.guard_key"), SECURITY, new End.WithTheService()),
            new Rule(
                    "audit",
                    List.of(
                            "accounts.audit_entry",
                            "accounts.audit_waiting",
                            "accounts.audit_head",
                            "accounts.audit_root"),
                    PROOF,
                    new End.ByJob(AUDIT)),
            new Rule(
                    "audit-proof",
                    List.of("accounts.audit_seal", "accounts.audit_checkpoint", "file:checkpoints"),
                    PROOF,
                    new End.WithTheService()),
            new Rule(
                    "security",
                    List.of("accounts.security_event", "accounts.key_use"),
                    LOGS,
                    new End.ByJob(SECURITY_LOG)),
            new Rule("jobs", List.of("accounts.scheduled_tasks"), STORAGE, new End.AtOnce()),
            new Rule("erasures", List.of("accounts.erasure_run"), "RGPD art. 5 § 2", new End.ByJob(RUNS)),
            new Rule(
                    "erasure-stops",
                    List.of("accounts.erasure_stop", "accounts.erasure_clock"),
                    STORAGE,
                    new End.WithTheService()),
            new Rule("master-key", List.of("file:master.key"), SECURITY, new End.WithTheService()),
            new Rule("sftp-host-key", List.of("file:sftp"), SECURITY, new End.WithTheService()),
            new Rule("database-files", List.of("file:postgres"), SECURITY, new End.WithTheService()),
            new Rule("demo", List.of("file:demo"), STORAGE, new End.WithTheService()));

    private Rules() {}

    /** All of them, in the order in which they are shown. */
    public static List<Rule> all() {
        return ALL;
    }

    /** The jobs that erase, by their names. */
    public static Set<String> jobs() {
        Set<String> jobs = new TreeSet<>();
        for (Rule rule : ALL) {
            if (rule.end() instanceof End.ByJob(String job)) {
                jobs.add(job);
            }
        }
        return jobs;
    }

    /**
     * What is kept of one kind of data. What, why and until when stand in the bundles under the rule's id, for people; the articles
     * and the job here, for auditors.
     *
     * @param id permanent, and the key of its texts
     * @param stores the tables ({@code accounts.consumer}) and the files in the data folder ({@code file:list/}) that hold it
     * @param basis the articles and decisions that it stands on
     * @param end how it ends
     */
    public record Rule(String id, List<String> stores, String basis, End end) {
        /** Copies the list. */
        public Rule {
            stores = List.copyOf(stores);
        }

        /** How data end. */
        public sealed interface End {
            /** Erased by a recurring job, which leaves a record of each run. */
            record ByJob(String job) implements End {}

            /** Erased by what writes it, as soon as it is not needed: no job waits for it. */
            record AtOnce() implements End {}

            /** Stays as long as the service runs: no person is named in it, or only keys and counters are. */
            record WithTheService() implements End {}
        }
    }
}
