package org.openbloctel.registry.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.SftpRefusal;

/** A public key opens the SFTP server for its company, while it, its member and their company stand. */
final class SftpKeysIT {
    private static final String LINE =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDxZRusLC4wFfWJ65fNd7Gpy+qke20hn7Korz6zWER+L exemple@agence.example";

    private final CompanyWorld world = new CompanyWorld();
    private final SftpKeys keys = new SftpKeys(world.database, () -> world.now, world.audit);

    private String siren(Member member) {
        return world.companies.get(member.company()).number().siren();
    }

    @Test
    void addedBehindASecondFactorByAVerifiedCompany() {
        Member founder = world.founded();
        assertRefused(() -> keys.add(founder, "Export", LINE), new AccessRefusal.SecondFactorNeeded());
        Member secured = world.secured(founder);
        assertRefused(() -> keys.add(secured, "Export", LINE), new CompanyRefusal.NotVerified());
        world.companies.verify(founder.company(), "staff:1");
        SftpKeys.Key key = keys.add(secured, "Export", LINE);
        assertThat(keys.authenticate(siren(secured), key.fingerprint())).contains(key);
        assertRefused(() -> keys.add(secured, "Encore", LINE), new SftpRefusal.KeyAlreadyThere());
        assertThat(world.audit.about(key.actor(), 5))
                .extracting(recorded -> recorded.entry().action())
                .containsExactly("sftp-key.made");
    }

    @Test
    void opensOneCompanyOnlyUntilItIsRevoked() {
        Member owner = world.secured(world.verified());
        SftpKeys.Key key = keys.add(owner, "Export", LINE);
        assertThat(keys.authenticate("000000000", key.fingerprint())).isEmpty();
        assertThat(keys.authenticate(siren(owner), key.fingerprint().toLowerCase(java.util.Locale.ROOT)))
                .isEmpty();
        keys.used(key);
        assertThat(keys.find(owner.company(), key.id()).lastUsedAt()).isEqualTo(world.now);
        assertThat(keys.works(key.id())).isTrue();
        keys.revoke(owner, key.id());
        assertThat(keys.works(key.id())).isFalse();
        assertThat(keys.authenticate(siren(owner), key.fingerprint())).isEmpty();
        assertRefused(() -> keys.revoke(owner, key.id()), new SftpRefusal.UnknownSftpKey());
        assertThat(keys.add(owner, "Encore", LINE).id())
                .as("it may be added anew")
                .isNotEqualTo(key.id());
    }

    @Test
    void goesWithWhoeverAddedItAfterAWarning() {
        Member owner = world.secured(world.verified());
        SftpKeys.Key key = keys.add(owner, "Export", LINE);
        world.database
                .accounts()
                .sql("update accounts.sftp_key set revoked_at = ? where id = ?")
                .params(world.now.minus(Duration.ofDays(400)).atOffset(java.time.ZoneOffset.UTC), key.id())
                .update();
        assertThat(keys.of(owner.company())).hasSize(1);
        new CompanyErasure(world.database, () -> world.now, world.audit, List.of()).forget();
        assertThat(keys.of(owner.company())).as("a year after it was revoked").isEmpty();
    }
}
