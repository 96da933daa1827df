package org.openbloctel.registry.platform.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a former master key wrapped is wrapped by the current one, all of it, and nothing else is touched. */
final class RewrappingIT {
    /** Columns of bytes that no master key has to do with: prints, public keys, hashes, and what keys of campaigns and cookies seal. */
    private static final List<String> NOT_SEALED = List.of(
            "accounts.address_recovery.link_hash",
            "accounts.address_recovery.stop_hash",
            "accounts.browser_session.content",
            "accounts.call_attempt.number",
            "accounts.call_history.entries",
            "accounts.call_refusal.number",
            "accounts.campaign_change.sealed",
            "accounts.certificate.list_sealed",
            "accounts.certificate_key.public_key",
            "accounts.complaint.identity",
            "accounts.complaint.named",
            "accounts.complaint.network",
            "accounts.complaint.said",
            "accounts.complaint.wording",
            "accounts.consent.number",
            "accounts.consent_withdrawal.number",
            "accounts.consumer_link.token_hash",
            "accounts.guard_account.asked",
            "accounts.guard_spread.week",
            "accounts.withdrawal_request.number",
            "accounts.passkey.attested",
            "accounts.passkey.credential_id",
            "accounts.passkey.holder",
            "accounts.passkey_holder.handle",
            "accounts.scheduled_tasks.task_data",
            "accounts.ticket.network",
            "accounts.ticket.subject",
            "accounts.ticket_message.text",
            "accounts.trace_lookup.prints",
            "accounts.trace_set.digest",
            "accounts.trace_volume.content");

    private final TestDatabase test = TestDatabase.create();
    private final JdbcClient owner = JdbcClient.create(test.owner());
    private final String oldKey = Base64.getEncoder().encodeToString(MasterKeys.newDataKey());
    private final String newKey = Base64.getEncoder().encodeToString(MasterKeys.newDataKey());
    private final MasterKeys former = MasterKeys.parse(oldKey);
    private final MasterKeys rotated = MasterKeys.parse(newKey + "," + oldKey);
    private final AuditTrail audit =
            new AuditTrail(test.database(), former, () -> Instant.parse("2026-11-25T08:00:00Z"));

    /** The trail's key is counted in one test; the others count their own. */
    private void withoutSeal() {
        owner.sql("delete from accounts.audit_seal").update();
    }

    @Test
    void keyOfTheAuditTrailIsWrappedAnewAndStillChecksTheTrail() {
        audit.record(new AuditEntry("system", "test.one", "test", Map.of()));
        Rewrapping rewrapping = new Rewrapping(test.database(), audit, rotated);
        assertThat(rewrapping.standing()).isEqualTo(new Rewrapping.Standing(1, 0));
        assertThat(rewrapping.run()).isEqualTo(1);
        AuditTrail restarted =
                new AuditTrail(test.database(), MasterKeys.parse(newKey), () -> Instant.parse("2026-11-26T08:00:00Z"));
        assertThat(restarted.sealed()).isEqualTo(audit.sealed());
        assertThat(restarted.about("master-key:" + rotated.currentId(), 10)).hasSize(1);
        assertThat(owner.sql("select count(*) from accounts.audit_seal")
                        .query(Integer.class)
                        .single())
                .as("sealed once")
                .isEqualTo(1);
    }

    @Test
    void everyColumnOfBytesIsKnown() {
        List<String> known = Stream.concat(
                        NOT_SEALED.stream(),
                        SealedColumn.ALL.stream().map(column -> column.table() + "." + column.name()))
                .toList();
        assertThat(owner.sql("select table_schema || '.' || table_name || '.' || column_name"
                                + " from information_schema.columns where data_type = 'bytea'"
                                + " and table_schema in ('accounts', 'list')")
                        .query(String.class)
                        .list())
                .as("wrapped by the master key? Then it belongs to SealedColumn; if not, to this test")
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void allThatTheFormerKeyWrappedIsWrappedAnewAndTheRestStays() {
        withoutSeal();
        List<UUID> ids = fingerprintKeys(former, 2_500);
        UUID current = fingerprintKeys(rotated, 1).getFirst();
        UUID foreign = fingerprintKeys(MasterKeys.generate(), 1).getFirst();
        byte[] before = stored(current);
        Rewrapping rewrapping = new Rewrapping(test.database(), audit, rotated);
        assertThat(rewrapping.standing()).isEqualTo(new Rewrapping.Standing(2_500, 1));

        assertThat(rewrapping.run()).isEqualTo(2_500);
        assertThat(rewrapping.standing()).isEqualTo(new Rewrapping.Standing(0, 1));
        assertThat(stored(current)).isEqualTo(before);
        assertThat(stored(foreign)).isNotNull();
        MasterKeys alone = MasterKeys.parse(newKey);
        for (UUID id : ids) {
            assertThat(alone.unwrap(stored(id), "fingerprints:" + id)).containsExactly(secret(id));
        }
        assertThat(rewrapping.run()).isZero();
        assertThat(audit.about("master-key:" + rotated.currentId(), 10)).hasSize(1);
        assertThat(audit.about("master-key:" + rotated.currentId(), 10).toString())
                .contains("2500");
    }

    @Test
    void valueThatWasAlteredIsCountedAndKeepsNoOtherFromBeingWrapped() {
        withoutSeal();
        UUID altered = fingerprintKeys(former, 1).getFirst();
        owner.sql("update accounts.submission_fingerprint_key set key = set_byte(key, 30, 255 - get_byte(key, 30))")
                .update();
        byte[] before = stored(altered);
        fingerprintKeys(former, 3);
        Rewrapping rewrapping = new Rewrapping(test.database(), audit, rotated);
        assertThat(rewrapping.run()).isEqualTo(3);
        assertThat(rewrapping.standing()).isEqualTo(new Rewrapping.Standing(1, 0));
        assertThat(stored(altered)).isEqualTo(before);
    }

    @Test
    void ringOfOneKeyHasNothingToDo() {
        withoutSeal();
        fingerprintKeys(former, 1);
        Rewrapping rewrapping = new Rewrapping(test.database(), audit, former);
        assertThat(rewrapping.run()).isZero();
        assertThat(rewrapping.standing()).isEqualTo(new Rewrapping.Standing(0, 0));
    }

    private List<UUID> fingerprintKeys(MasterKeys keys, int count) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            UUID id = UUID.randomUUID();
            owner.sql("insert into accounts.submission_fingerprint_key (company, key) values (?, ?)")
                    .params(id, keys.wrap(secret(id), "fingerprints:" + id))
                    .update();
            ids.add(id);
        }
        return ids;
    }

    private static byte[] secret(UUID id) {
        return id.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] stored(UUID company) {
        return owner.sql("select key from accounts.submission_fingerprint_key where company = ?")
                .param(company)
                .query(byte[].class)
                .single();
    }
}
