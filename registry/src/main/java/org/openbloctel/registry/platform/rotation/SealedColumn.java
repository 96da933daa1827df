package org.openbloctel.registry.platform.rotation;

import java.util.List;

/**
 * A column that holds what the master key wrapped. Every one there is stands in {@link #ALL}.
 *
 * @param key the column that names a row
 * @param context what a row's value is wrapped for, as SQL over the row
 */
record SealedColumn(String table, String name, String key, String context) {
    static final List<SealedColumn> ALL = List.of(
            new SealedColumn(
                    "accounts.audit_seal",
                    "key",
                    "id",
                    "'audit-seal:' || seq || ':' || hash || ':' || root_seq || ':' || root_hash"),
            new SealedColumn("accounts.call_key", "wrapped", "only_row", "'calls'"),
            new SealedColumn("accounts.campaign_keeping", "key", "campaign", "'campaign:' || campaign"),
            new SealedColumn("accounts.canary_batch", "sealed", "id", "'canaries:' || id"),
            new SealedColumn("accounts.canary_call", "caller", "id", "'canary-call:' || id"),
            new SealedColumn("accounts.case_decision", "grounds", "id", "'case-decision:' || id"),
            new SealedColumn("accounts.case_entry", "content", "id", "'case-entry:' || id"),
            new SealedColumn("accounts.case_file", "beyond_reason", "id", "'case-reason:' || id"),
            new SealedColumn("accounts.case_file", "facts", "id", "'case:' || id"),
            new SealedColumn("accounts.act_key", "wrapped", "only_row", "'acts'"),
            new SealedColumn("accounts.certificate_key", "private_key", "kid", "'certificate-key:' || kid"),
            new SealedColumn("accounts.company_letter", "code", "id", "'company-letter:' || id"),
            new SealedColumn("accounts.complaint_key", "wrapped", "only_row", "'complaints'"),
            new SealedColumn("accounts.consent_evidence", "file_key", "consent", "'consent-evidence:' || consent"),
            new SealedColumn("accounts.credential", "totp_offered", "id", "'second-factor:' || id"),
            new SealedColumn("accounts.credential", "totp_secret", "id", "'second-factor:' || id"),
            new SealedColumn("accounts.guard_key", "wrapped", "only_row", "'guard'"),
            new SealedColumn("accounts.incoming_file", "file_key", "id", "'submission:' || id"),
            new SealedColumn("accounts.list_mark_key", "wrapped", "only_row", "'list-marks'"),
            new SealedColumn("accounts.number_key", "next", "only_row", "'numbers'"),
            new SealedColumn("accounts.number_key", "wrapped", "only_row", "'numbers'"),
            new SealedColumn("accounts.outbox", "sealed", "id", "'mail:' || id"),
            new SealedColumn("accounts.signal", "note", "id", "'signal:' || id"),
            new SealedColumn("accounts.submission", "file_key", "id", "'submission:' || id"),
            new SealedColumn("accounts.submission_checked", "file_key", "submission", "'submission:' || submission"),
            new SealedColumn("accounts.submission_fingerprint_key", "key", "company", "'fingerprints:' || company"),
            new SealedColumn("accounts.submission_upload", "file_key", "id", "'submission:' || id"),
            new SealedColumn("accounts.ticket_key", "wrapped", "only_row", "'tickets'"),
            new SealedColumn("accounts.trace_key", "wrapped", "year", "'traces:' || year"),
            new SealedColumn("accounts.trace_volume", "file_key", "id", "'submission:' || id"),
            new SealedColumn("accounts.webhook", "old_secret", "id", "'webhook:' || id"),
            new SealedColumn("accounts.webhook", "secret", "id", "'webhook:' || id"));

    /** Which master key wrapped a row's value, as {@code MasterKeys} writes ids. */
    String masterKey() {
        return "encode(substring(" + name + " from 2 for 8), 'hex')";
    }
}
